using Pgp.Adapters.Telegram;
using Pgp.Contracts.Ids;

namespace Pgp.Channels;

/// <summary>Whether a chat may be sold by a person, and served by the bot.</summary>
public abstract record Proof
{
    private Proof() { }

    public sealed record Given : Proof;

    /// <summary>Telegram does not answer; ask again later.</summary>
    public sealed record Silent : Proof;

    /// <summary>The bot is no administrator there.</summary>
    public sealed record BotOutside : Proof;

    /// <summary>The person is no administrator there.</summary>
    public sealed record NotAdministrator : Proof;

    /// <summary>
    /// The bot lacks rights that it needs: <c>post</c>, <c>invite</c>, <c>ban</c>.
    /// </summary>
    public sealed record Lacking(IReadOnlyList<string> Rights) : Proof;
}

/// <summary>What the bot needs to be able to do in a chat.</summary>
public static class NeededRights
{
    /// <summary>Rights that are missing: <c>post</c>, <c>invite</c>, <c>ban</c>.</summary>
    /// <param name="isClosed">
    /// Where people are let in and out; the open one only shows posts.
    /// </param>
    public static IReadOnlyList<string> Missing(ChatRights rights, bool isClosed) =>
        [
            .. new[]
            {
                (Name: "post", Has: rights.MayPost),
                (Name: "invite", Has: rights.MayInvite || !isClosed),
                (Name: "ban", Has: rights.MayBan || !isClosed),
            }
                .Where(right => !right.Has)
                .Select(right => right.Name),
        ];
}

/// <summary>
/// Asks Telegram whether a person may sell a chat and whether the bot can do its work there: nobody
/// else's word counts.
/// </summary>
public sealed class ChannelProof(TelegramGateway telegram)
{
    /// <param name="isChannel">As against a group.</param>
    public async Task<Proof> AskAsync(
        long chat,
        bool isChannel,
        TelegramUserId person,
        bool isClosed,
        CancellationToken ct
    )
    {
        var target = new TelegramChat(chat);
        var bot = await telegram.GetRightsAsync(target, null, isChannel, ct);
        if (IsSilent(bot))
        {
            return new Proof.Silent();
        }

        // Where the bot is no administrator Telegram tells it nothing of others.
        var held = (bot as TelegramOutcome.Rights)?.Held ?? ChatRights.None;
        if (!held.IsAdministrator)
        {
            return new Proof.BotOutside();
        }

        var owner = await telegram.GetRightsAsync(target, person, isChannel, ct);
        if (IsSilent(owner))
        {
            return new Proof.Silent();
        }

        if (owner is not TelegramOutcome.Rights { Held.IsAdministrator: true })
        {
            return new Proof.NotAdministrator();
        }

        var missing = NeededRights.Missing(held, isClosed);
        return missing.Count == 0 ? new Proof.Given() : new Proof.Lacking(missing);
    }

    private static bool IsSilent(TelegramOutcome outcome) =>
        outcome is TelegramOutcome.TooFast or TelegramOutcome.Unknown;
}
