using Microsoft.Extensions.Logging;
using Pgp.Contracts.Money;

namespace Pgp.Accumulator;

/// <summary>Event ids 2300 to 2399 belong to ACCUMULATOR.</summary>
internal static partial class AccumulatorLog
{
    [LoggerMessage(
        2301,
        LogLevel.Information,
        "Payment {PaymentId}: {Net} credited to {ChannelId}"
    )]
    public static partial void Credited(
        this ILogger log,
        PaymentId paymentId,
        CoinAmount net,
        ChannelId channelId
    );
}
