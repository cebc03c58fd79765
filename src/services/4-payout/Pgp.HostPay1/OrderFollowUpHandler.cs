using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay1;

/// <summary>Time to look again: asks HOSTPAY2, unless the payout has ended meanwhile.</summary>
internal sealed class OrderFollowUpHandler(Database database) : ITaskHandler<OrderFollowUp>
{
    public async Task<TaskOutcome> HandleAsync(
        OrderFollowUp task,
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
        var isOpen =
            execution?.State
            is ExecutionStates.Received
                or ExecutionStates.Deposited
                or ExecutionStates.Held;
        if (isOpen && execution!.ExchangeId is { } order)
        {
            await unit.EnqueueAsync(new OrderStatusRequested(task.PayoutId, order, task.Look), ct);
        }

        await unit.CommitAsync(ct);
        return TaskOutcome.Completed;
    }
}
