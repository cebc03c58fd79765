using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Channels;

/// <summary>A channel pair whose every field has been checked.</summary>
public sealed record ChannelDraft(
    OpenChannelId Open,
    ClosedChannelId Closed,
    string OpenTitle,
    string ClosedTitle,
    IReadOnlyList<TierDraft> Tiers,
    PayoutTarget Payout,
    BasisPoints Tolerance,
    long? NotifyChatId
)
{
    /// <summary>
    /// Whose channel it is, so that he may change it in the bot; null where an operator registers.
    /// </summary>
    public TelegramUserId? Owner { get; init; }
}

/// <summary>When and where the owner's share goes.</summary>
/// <param name="Strategy">
/// <c>instant</c>: each payment at once; <c>threshold</c>: collected.
/// </param>
/// <param name="Threshold">From which balance on it is paid; only where it is collected.</param>
public sealed record PayoutTarget(string Strategy, Amount<Usd>? Threshold, Wallet Wallet);

/// <summary>Where the owner's share goes.</summary>
/// <param name="Coin">What the owner wants.</param>
/// <param name="ExtraId">Memo or tag, on networks that need one.</param>
public sealed record Wallet(Coin Coin, string Address, string? ExtraId);

/// <summary>What access costs.</summary>
/// <param name="No">1 to 3; part of the links by which people buy.</param>
public sealed record TierDraft(int No, Amount<Usd> Price, int Days);

/// <summary>A channel that is sold.</summary>
public sealed record RegisteredChannel(ChannelId Id, string LinkCode, IReadOnlyList<int> TierNos);
