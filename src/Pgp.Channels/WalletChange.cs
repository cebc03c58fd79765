using Pgp.Contracts.Ids;

namespace Pgp.Channels;

/// <summary>A change of where an owner is paid; a row of the audit that is never removed.</summary>
/// <param name="ChangedBy">The owner who asked for it.</param>
/// <param name="State">One of <see cref="WalletChangeStates"/>.</param>
/// <param name="HoldUntil">Not before this moment.</param>
public sealed record WalletChange(
    WalletChangeId Id,
    ChannelId Channel,
    TelegramUserId ChangedBy,
    Wallet Before,
    Wallet After,
    string State,
    DateTimeOffset HoldUntil,
    string ClosedTitle
)
{
    public DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>The words of <c>wallet_changes.state</c>.</summary>
public static class WalletChangeStates
{
    /// <summary>Waits; its owner can still take it back.</summary>
    public const string Held = "held";

    public const string Applied = "applied";

    public const string Cancelled = "cancelled";

    /// <summary>The wallet was changed otherwise while it waited.</summary>
    public const string Overtaken = "overtaken";
}
