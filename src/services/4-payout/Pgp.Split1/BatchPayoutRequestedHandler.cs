using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;

namespace Pgp.Split1;

/// <summary>Starts the payout of one batch of an owner's credits.</summary>
internal sealed class BatchPayoutRequestedHandler(
    Database database,
    Split1Options options,
    ILogger<BatchPayoutRequestedHandler> log
) : ITaskHandler<BatchPayoutRequested>
{
    public async Task<TaskOutcome> HandleAsync(
        BatchPayoutRequested task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        // Wallet and amount come from the reserved batch, never from the message.
        if (await ShareQueries.OfBatchAsync(unit, task.BatchId, ct) is not { } share)
        {
            return new TaskOutcome.Reject("no such batch is reserved");
        }

        var payout = PayoutId.Batch(task.BatchId);
        var source = new PayoutSource(Payment: null, task.BatchId);
        var began = await PayoutStart.BeginAsync(unit, payout, source, share, options, ct);
        await unit.CommitAsync(ct);
        log.Began(payout, share, began);
        return TaskOutcome.Completed;
    }
}
