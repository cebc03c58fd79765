using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay3;

/// <summary>
/// Accepts a transfer that HOSTPAY1 recorded; everything else follows from its state.
/// </summary>
internal sealed class TransferRequestedHandler(Database database, HostPay3Options options)
    : ITaskHandler<TransferRequested>
{
    public async Task<TaskOutcome> HandleAsync(
        TransferRequested task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        if (!await TransferQueries.AcceptAsync(unit, task, options.Wallet, ct))
        {
            return new TaskOutcome.Reject("HOSTPAY1 recorded no such transfer");
        }

        await unit.EnqueueAsync(new TransferFollowUp(task.PayoutId, Look: 0), ct);
        await unit.CommitAsync(ct);
        return TaskOutcome.Completed;
    }
}
