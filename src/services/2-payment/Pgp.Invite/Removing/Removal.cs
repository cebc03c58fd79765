using Pgp.Contracts.Ids;

namespace Pgp.Invite.Removing;

/// <summary>Somebody who has to leave, and how far that has come.</summary>
/// <param name="Seq">The entry of the subscription's log that closed the access.</param>
/// <param name="Refusals">How often Telegram has refused.</param>
/// <param name="HasAccess">He has it again: then nobody is removed.</param>
/// <param name="IsConfirming">A payment of his for this channel is on its way.</param>
internal sealed record Removal(
    SubscriptionId Subscription,
    int Seq,
    TelegramUserId User,
    ClosedChannelId Channel,
    ChannelId Pair,
    string Title,
    string State,
    int Refusals,
    DateTimeOffset Due,
    bool HasAccess,
    bool IsConfirming
)
{
    public const string Open = "open";

    /// <summary>Out, and the way back may still be shut.</summary>
    public const string Banned = "banned";

    public const string Done = "done";

    /// <summary>An administrator or the creator; nobody can remove them.</summary>
    public const string Skipped = "skipped";

    /// <summary>Has access again.</summary>
    public const string Overtaken = "overtaken";
}
