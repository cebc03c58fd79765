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
}
