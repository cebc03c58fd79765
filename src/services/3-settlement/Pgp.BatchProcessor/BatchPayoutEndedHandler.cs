using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.BatchProcessor;

/// <summary>
/// The payout of a batch ended: its credits are paid, or they are the owner's balance again and the
/// batch says why.
/// </summary>
internal sealed class BatchPayoutEndedHandler(
    Database database,
    BatchOptions options,
    ILogger<BatchPayoutEndedHandler> log
) : ITaskHandler<BatchPayoutEnded>
{
    public async Task<TaskOutcome> HandleAsync(
        BatchPayoutEnded task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        if (await BatchQueries.FindAsync(unit, task.BatchId, ct) is not { } batch)
        {
            return new TaskOutcome.Reject("no such batch");
        }

        // A word about a hold may come after the end; then there is nothing left to decide.
        if (batch.State is BatchStates.Reserved or BatchStates.Held)
        {
            await EndAsync(unit, batch, task, ct);
        }

        await unit.CommitAsync(ct);
        log.Ended(batch.Id, task.Result, task.Reason);
        return TaskOutcome.Completed;
    }

    private async Task EndAsync(Unit unit, Batch batch, BatchPayoutEnded task, CancellationToken ct)
    {
        var reason = task.Reason ?? "no reason given";
        switch (task.Result)
        {
            case ExecutionResult.Completed:
                await BatchQueries.CompleteAsync(unit, batch, ct);
                await CreditQueries.PayAsync(unit, batch.Id, ct);
                break;
            case ExecutionResult.Released:
                var failures = 1 + await BatchQueries.FailuresAsync(unit, batch.ChannelId, ct);
                var retryAt = unit.Now + options.PauseAfter(failures);
                await BatchQueries.ReleaseAsync(unit, batch, reason, retryAt, ct);
                await CreditQueries.ReleaseAsync(unit, batch.Id, ct);
                break;
            case ExecutionResult.Held:
                await BatchQueries.HoldAsync(unit, batch, reason, ct);
                break;
            default:
                throw new InvalidOperationException($"unknown result: {task.Result}");
        }
    }
}
