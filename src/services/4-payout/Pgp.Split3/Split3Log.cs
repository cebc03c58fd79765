using Microsoft.Extensions.Logging;
using Pgp.Contracts.Ids;

namespace Pgp.Split3;

/// <summary>Event ids 1900 to 1999 belong to SPLIT3.</summary>
internal static partial class Split3Log
{
    [LoggerMessage(1901, LogLevel.Information, "Payout {PayoutId}: order {OrderId} opened")]
    public static partial void OrderOpened(this ILogger log, PayoutId payoutId, string orderId);

    [LoggerMessage(
        1902,
        LogLevel.Warning,
        "Payout {PayoutId}: the answer to an order got lost ({Reason}); an orphan may exist, unfunded"
    )]
    public static partial void AnswerLost(this ILogger log, PayoutId payoutId, string reason);

    [LoggerMessage(1903, LogLevel.Error, "Payout {PayoutId}: no order: {Reason}")]
    public static partial void NoOrder(this ILogger log, PayoutId payoutId, string reason);
}
