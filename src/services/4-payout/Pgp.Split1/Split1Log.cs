using Microsoft.Extensions.Logging;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Split1;

/// <summary>Event ids 1700 to 1799 belong to SPLIT1.</summary>
internal static partial class Split1Log
{
    [LoggerMessage(
        1701,
        LogLevel.Information,
        "Payout {PayoutId}: {Amount} set aside, to be paid in {Coin}"
    )]
    public static partial void Created(
        this ILogger log,
        PayoutId payoutId,
        CoinAmount amount,
        Coin coin
    );

    [LoggerMessage(1702, LogLevel.Information, "Payout {PayoutId}: the exchange offers {Net}")]
    public static partial void Estimated(this ILogger log, PayoutId payoutId, CoinAmount net);

    [LoggerMessage(1703, LogLevel.Information, "Payout {PayoutId}: order {OrderId} is open")]
    public static partial void HandedOver(this ILogger log, PayoutId payoutId, string orderId);

    [LoggerMessage(1704, LogLevel.Error, "Payout {PayoutId} needs a person: {Reason}")]
    public static partial void NeedsReview(this ILogger log, PayoutId payoutId, string reason);

    [LoggerMessage(1705, LogLevel.Warning, "Payout {PayoutId} waits: {Reason}")]
    public static partial void HeldByLimit(this ILogger log, PayoutId payoutId, string reason);

    [LoggerMessage(1706, LogLevel.Information, "Payout {PayoutId} goes on after {Looks} looks")]
    public static partial void GoesOn(this ILogger log, PayoutId payoutId, int looks);

    [LoggerMessage(
        1707,
        LogLevel.Warning,
        "Payout {PayoutId} of {Value} is over {LimitType} of {LimitAmount}"
    )]
    public static partial void IsLarge(
        this ILogger log,
        PayoutId payoutId,
        Amount<Usd> value,
        string limitType,
        Amount<Usd> limitAmount
    );

    /// <summary>How a payout began, and what the limits said of it.</summary>
    /// <param name="began">Null when it had begun before: then it is logged already.</param>
    public static void Began(
        this ILogger log,
        PayoutId payoutId,
        OwnersShare share,
        Beginning? began
    )
    {
        if (began is null)
        {
            return;
        }

        foreach (var alert in began.Limits.Alerts)
        {
            log.IsLarge(payoutId, share.Value, alert.Type, alert.Amount);
        }

        if (began.Refusal is { } refusal)
        {
            log.NeedsReview(payoutId, refusal);
        }
        else if (began.Limits.Blocking is { } limit)
        {
            log.HeldByLimit(payoutId, HeldPayoutQueries.ReasonOf(share, limit));
        }
        else
        {
            log.Created(payoutId, share.Amount, share.TargetCoin);
        }
    }
}
