using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications.Owners;

/// <summary>What came of telling an owner.</summary>
internal abstract record Told
{
    private Told() { }

    /// <param name="Chat">Where it is; another than was asked for after a move.</param>
    public sealed record Yes(long Chat) : Told;

    /// <summary>Not now, or not surely.</summary>
    public sealed record Later(TimeSpan After, string Reason) : Told;

    /// <summary>Nobody can be reached in that chat.</summary>
    /// <param name="Reason">As in <c>unreachable_owners</c>.</param>
    public sealed record Unreachable(string Reason) : Told;

    /// <summary>The message itself is not taken.</summary>
    public sealed record Refused(string Reason) : Told;
}

/// <summary>Says one piece of news in one chat.</summary>
internal sealed class Messenger(Database database, TelegramGateway telegram)
{
    private static readonly TimeSpan PauseAfterSilence = TimeSpan.FromSeconds(1);

    public async Task<Told> TellAsync(
        OwnerEventPublished news,
        Audience audience,
        long chat,
        CancellationToken ct
    )
    {
        var facts = await FactReader.ReadAsync(database, news, ct);
        var html = OwnerMessage.Html(news, facts, audience.ChannelTitle, audience.Language);
        var outcome = await telegram.SendMessageAsync(new TelegramChat(chat), html, [], ct);
        if (outcome is TelegramOutcome.Moved(var moved))
        {
            chat = moved;
            outcome = await telegram.SendMessageAsync(new TelegramChat(chat), html, [], ct);
        }

        return outcome switch
        {
            TelegramOutcome.Sent => new Told.Yes(chat),
            TelegramOutcome.TooFast(var pause) => new Told.Later(pause, "telegram wants a pause"),
            TelegramOutcome.Unknown(var reason) => new Told.Later(
                PauseAfterSilence,
                $"not confirmed: {reason}"
            ),
            TelegramOutcome.Blocked => new Told.Unreachable("blocked"),
            TelegramOutcome.ChatNotFound => new Told.Unreachable("chat_not_found"),
            TelegramOutcome.MissingRights => new Told.Unreachable("no_rights"),
            TelegramOutcome.Refused(var description) => new Told.Refused(description),
            var other => throw new InvalidOperationException($"unknown outcome: {other}"),
        };
    }
}
