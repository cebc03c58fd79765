using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay1;

/// <summary>
/// Takes a payout over: looks at its order first, or sends at once where there is none.
/// </summary>
internal sealed class PayoutTriggeredHandler(Database database, ILogger<PayoutTriggeredHandler> log)
    : ITaskHandler<PayoutTriggered>
{
    public async Task<TaskOutcome> HandleAsync(
        PayoutTriggered task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        if (!await ExecutionQueries.ReceiveAsync(unit, task, ct))
        {
            return new TaskOutcome.Reject("SPLIT1 recorded no such hand-over");
        }

        if (task.OrderId is { } order)
        {
            await unit.EnqueueAsync(new OrderStatusRequested(task.PayoutId, order, Look: 0), ct);
        }
        else
        {
            var execution = await ExecutionQueries.FindAsync(unit, task.PayoutId, ct);
            await Transfer.RequestAsync(unit, execution!, ct);
        }

        await unit.CommitAsync(ct);
        log.Received(task.PayoutId, task.Amount);
        return TaskOutcome.Completed;
    }
}
