using System.Security.Cryptography;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.WebApi.Channels;

/// <summary>A channel pair whose every field has been checked.</summary>
internal sealed record ChannelDraft(
    OpenChannelId Open,
    ClosedChannelId Closed,
    string OpenTitle,
    string ClosedTitle,
    IReadOnlyList<TierDraft> Tiers,
    PayoutTarget Payout,
    BasisPoints Tolerance,
    long? NotifyChatId
);

/// <summary>When and where the owner's share goes.</summary>
/// <param name="Strategy">
/// <c>instant</c>: each payment at once; <c>threshold</c>: collected.
/// </param>
/// <param name="Threshold">From which balance on it is paid; only where it is collected.</param>
/// <param name="Coin">What the owner wants.</param>
/// <param name="Address">Where.</param>
/// <param name="ExtraId">Memo or tag, on networks that need one.</param>
internal sealed record PayoutTarget(
    string Strategy,
    Amount<Usd>? Threshold,
    Coin Coin,
    string Address,
    string? ExtraId
);

internal sealed record TierDraft(int No, Amount<Usd> Price, int Days);

/// <summary>What the answers need of a registered channel.</summary>
internal sealed record Channel(ChannelId Id, string LinkCode, IReadOnlyList<int> TierNos);

/// <summary>The part of deep links that names a channel.</summary>
internal static class LinkCode
{
    private const string Alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // 71 bits: nobody finds a channel by trying.
    private const int Length = 12;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);
}
