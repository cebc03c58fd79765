using Microsoft.Extensions.Logging;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.BatchProcessor;

/// <summary>Event ids 2500 to 2599 belong to BATCHPROCESSOR.</summary>
internal static partial class BatchLog
{
    [LoggerMessage(
        2501,
        LogLevel.Information,
        "Batch {BatchId}: {Amount} of {Credits} credits reserved for a payout"
    )]
    public static partial void Reserved(
        this ILogger log,
        BatchId batchId,
        Amount<Usdt> amount,
        int credits
    );

    [LoggerMessage(2502, LogLevel.Information, "Batch {BatchId}: {Result} ({Reason})")]
    public static partial void Ended(
        this ILogger log,
        BatchId batchId,
        ExecutionResult result,
        string? reason
    );

    [LoggerMessage(
        2503,
        LogLevel.Error,
        "The balance of {ChannelId} could not be reserved; the next run tries again"
    )]
    public static partial void OwnerFailed(
        this ILogger log,
        ChannelId channelId,
        Exception failure
    );
}
