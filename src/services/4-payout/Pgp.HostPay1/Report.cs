using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay1;

/// <summary>
/// Who has to hear how an execution stands: the owner who is paid, and the service whose credits it
/// carries.
/// </summary>
internal static class Report
{
    public static async Task CompletedAsync(
        Unit unit,
        Execution execution,
        CoinAmount paid,
        string? paidHash,
        CancellationToken ct
    )
    {
        await TellOwnerAsync(unit, execution, OwnerEvent.PayoutCompleted, paid, ct);
        await TellServiceAsync(
            unit,
            execution,
            new Outcome(ExecutionResult.Completed, paid, paidHash, null),
            ct
        );
    }

    public static Task ReleasedAsync(
        Unit unit,
        Execution execution,
        string reason,
        CancellationToken ct
    ) => StoppedAsync(unit, execution, ExecutionResult.Released, reason, ct);

    public static Task HeldAsync(
        Unit unit,
        Execution execution,
        string reason,
        CancellationToken ct
    ) => StoppedAsync(unit, execution, ExecutionResult.Held, reason, ct);

    private static async Task StoppedAsync(
        Unit unit,
        Execution execution,
        ExecutionResult result,
        string reason,
        CancellationToken ct
    )
    {
        await TellOwnerAsync(unit, execution, OwnerEvent.PayoutInReview, execution.Amount, ct);
        await TellServiceAsync(unit, execution, new Outcome(result, null, null, reason), ct);
    }

    private static async Task TellOwnerAsync(
        Unit unit,
        Execution execution,
        OwnerEvent news,
        CoinAmount amount,
        CancellationToken ct
    )
    {
        if (execution.ChannelId is { } channel)
        {
            var subject = execution.PayoutId.Value;
            await unit.EnqueueAsync(
                new OwnerEventPublished(news, channel, subject, amount.ToString()),
                ct
            );
        }
    }

    private static async Task TellServiceAsync(
        Unit unit,
        Execution execution,
        Outcome outcome,
        CancellationToken ct
    )
    {
        var (result, paid, hash, reason) = outcome;
        var id = execution.PayoutId;
        switch (id.Cause)
        {
            case PayoutCause.Instant:
                break;
            case PayoutCause.Batch:
                await unit.EnqueueAsync(new BatchPayoutEnded(id.BatchId, result, reason), ct);
                break;
            case PayoutCause.Conversion:
                await unit.EnqueueAsync(
                    new ConversionExecuted(id.ConversionId, result, paid, hash, reason),
                    ct
                );
                break;
            default:
                throw new InvalidOperationException($"unknown cause: {id.Cause}");
        }
    }

    private sealed record Outcome(
        ExecutionResult Result,
        CoinAmount? Paid,
        string? PaidHash,
        string? Reason
    );
}
