using Microsoft.Extensions.Logging;
using Pgp.Contracts.Money;

namespace Pgp.MicroBatchProcessor;

/// <summary>Event ids 2400 to 2499 belong to MICROBATCHPROCESSOR.</summary>
internal static partial class MicroBatchLog
{
    [LoggerMessage(
        2401,
        LogLevel.Information,
        "Conversion {ConversionId}: {Credits} credits of {Coin} claimed"
    )]
    public static partial void Started(
        this ILogger log,
        ConversionId conversionId,
        int credits,
        Coin coin
    );

    [LoggerMessage(2402, LogLevel.Information, "Conversion {ConversionId}: offered {Net}")]
    public static partial void Quoted(this ILogger log, ConversionId conversionId, CoinAmount net);

    [LoggerMessage(
        2403,
        LogLevel.Information,
        "Conversion {ConversionId}: order {OrderId} is open"
    )]
    public static partial void HandedOver(
        this ILogger log,
        ConversionId conversionId,
        string orderId
    );

    [LoggerMessage(
        2404,
        LogLevel.Information,
        "Conversion {ConversionId}: {Received} arrived, {ToOwners} of it for owners"
    )]
    public static partial void Distributed(
        this ILogger log,
        ConversionId conversionId,
        CoinAmount received,
        Amount<Usdt> toOwners
    );

    [LoggerMessage(
        2405,
        LogLevel.Warning,
        "Conversion {ConversionId} came to nothing: {Reason}; its credits wait in the pool again"
    )]
    public static partial void Returned(this ILogger log, ConversionId conversionId, string reason);

    [LoggerMessage(
        2406,
        LogLevel.Error,
        "Conversion {ConversionId} is held: {Reason}; it is followed, a person may ask the exchange"
    )]
    public static partial void Held(this ILogger log, ConversionId conversionId, string reason);
}
