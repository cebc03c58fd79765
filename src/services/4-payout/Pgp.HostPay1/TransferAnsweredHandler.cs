using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay1;

/// <summary>
/// A transfer ended. Confirmed, the order is followed (or, without one, the owner is paid); undone
/// or never made, the share goes back to the owner's balance.
/// </summary>
internal sealed class TransferAnsweredHandler(
    Database database,
    HostPay1Options options,
    ILogger<TransferAnsweredHandler> log
) : ITaskHandler<TransferAnswered>
{
    public async Task<TaskOutcome> HandleAsync(
        TransferAnswered task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        var execution = await ExecutionQueries.FindAsync(unit, task.PayoutId, ct);
        if (execution is null)
        {
            return new TaskOutcome.Reject("no such payout was handed over");
        }

        if (task.Result != TransferResult.Confirmed)
        {
            await Review.ReleaseAsync(unit, execution, task.Reason ?? $"{task.Result}", ct);
        }
        else if (execution.IsDirect)
        {
            var hash = task.TransactionHash;
            await Completion.RecordAsync(unit, execution, hash, execution.Amount, hash, ct);
        }
        else if (
            await ExecutionQueries.DepositedAsync(unit, task.PayoutId, task.TransactionHash!, ct)
        )
        {
            var looks = await ExecutionQueries.LookedAsync(unit, task.PayoutId, "deposited", ct);
            var at = unit.Now + options.PauseAfter(looks);
            await unit.EnqueueAsync(new OrderFollowUp(task.PayoutId, looks), at, ct);
        }

        await unit.CommitAsync(ct);
        log.TransferEnded(task.PayoutId, task.Result, task.TransactionHash);
        return TaskOutcome.Completed;
    }
}
