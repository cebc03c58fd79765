using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Common.Database;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Channels;

/// <summary>One thing that has to be so for a channel to work.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Cure">What to do; null where all is well.</param>
internal sealed record HealthCheckView(string Code, bool IsOk, string Message, string? Cure);

internal sealed record HealthView(IReadOnlyList<HealthCheckView> Checks);

/// <summary>Shows owners what of their channels does not work, and how to mend it.</summary>
internal sealed class HealthApi(Database database, WebApiOptions options)
{
    private const string Administrators =
        "In Telegram open the channel, choose Administrators, then the bot, and allow: ";

    /// <summary><c>GET /chats</c>: where the owner let the bot in.</summary>
    public async Task<Ok<ChatsView>> ChatsAsync(Caller caller, CancellationToken ct)
    {
        var chats = caller.Owner is { } owner
            ? await ChatQueries.OfOwnerAsync(database, owner, ct)
            : [];
        return TypedResults.Ok(
            new ChatsView(
                [
                    .. chats.Select(chat => new ChatView(
                        FormattableString.Invariant($"{chat.Id}"),
                        chat.Title,
                        chat.Kind,
                        chat.MayPost,
                        chat.MayInvite,
                        chat.MayBan,
                        chat.IsUsed
                    )),
                ],
                options.BotUsername
            )
        );
    }

    /// <summary><c>GET /channels/{channelId}/health</c>.</summary>
    public async Task<Results<Ok<HealthView>, Problem>> ShowAsync(
        Caller caller,
        string channelId,
        CancellationToken ct
    )
    {
        if (await ChannelFinder.FindAsync(database, caller, channelId, ct) is not { } channel)
        {
            return Problem.NotFound;
        }

        var places = await ChatQueries.HealthAsync(database, channel, ct);
        return TypedResults.Ok(
            new HealthView([
                Rights("open", places[0], isClosed: false),
                .. Post("open", places[0]),
                Rights("closed", places[1], isClosed: true),
                .. Post("closed", places[1]),
            ])
        );
    }

    private static HealthCheckView Rights(string place, PlaceHealth health, bool isClosed)
    {
        var code = $"{place}_rights";
        if (!health.IsAdministrator)
        {
            return new HealthCheckView(
                code,
                IsOk: false,
                $"The bot is no administrator of the {Name(place)} channel.",
                Administrators + (isClosed ? "post, invite by link, ban." : "post.")
            );
        }

        var missing = Missing(health, isClosed).ToList();
        return missing.Count == 0
            ? new HealthCheckView(
                code,
                IsOk: true,
                $"The bot has the rights that it needs in the {Name(place)} channel.",
                Cure: null
            )
            : new HealthCheckView(
                code,
                IsOk: false,
                $"The bot lacks rights in the {Name(place)} channel.",
                Administrators + string.Join(", ", missing) + "."
            );
    }

    // None is looked for where nothing is sold.
    private static IEnumerable<HealthCheckView> Post(string place, PlaceHealth health) =>
        health.PostState == "retired" ? [] : [PostOf(place, health)];

    private static HealthCheckView PostOf(string place, PlaceHealth health) =>
        health.PostState switch
        {
            "active" => new HealthCheckView(
                $"{place}_post",
                IsOk: true,
                $"The standing post of the {Name(place)} channel is made as planned.",
                Cure: null
            ),
            "disabled" => new HealthCheckView(
                $"{place}_post",
                IsOk: false,
                $"The standing post of the {Name(place)} channel failed too often and is off.",
                "Give the bot its rights back, then send the posts again."
            ),
            _ => new HealthCheckView(
                $"{place}_post",
                IsOk: false,
                $"The standing post of the {Name(place)} channel is not made yet.",
                "It is made within a minute of the registration; send the posts again otherwise."
            ),
        };

    private static IEnumerable<string> Missing(PlaceHealth health, bool isClosed)
    {
        if (!health.MayPost)
        {
            yield return "post";
        }

        if (isClosed && !health.MayInvite)
        {
            yield return "invite by link";
        }

        if (isClosed && !health.MayBan)
        {
            yield return "ban";
        }
    }

    private static string Name(string place) => place == "open" ? "open" : "private";
}
