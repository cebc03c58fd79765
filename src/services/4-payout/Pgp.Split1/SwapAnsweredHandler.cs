using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Split1;

/// <summary>The order is open: hand the payout over to whoever pays and follows it.</summary>
internal sealed class SwapAnsweredHandler(Database database, ILogger<SwapAnsweredHandler> log)
    : ITaskHandler<SwapAnswered>
{
    public async Task<TaskOutcome> HandleAsync(
        SwapAnswered task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        var payout = await PayoutQueries.GetAsync(unit, task.PayoutId, ct);
        if (task.OrderId is not { } order || task.DepositAddress is not { } address)
        {
            var reason = task.Refusal ?? "no order";
            await Failure.RecordAsync(unit, payout, reason, ct);
            await unit.CommitAsync(ct);
            log.NeedsReview(task.PayoutId, reason);
            return TaskOutcome.Completed;
        }

        var expected = PayoutStates.OrderRequested;
        if (await PayoutQueries.HandOverAsync(unit, task.PayoutId, order, address, expected, ct))
        {
            await unit.EnqueueAsync(
                new PayoutTriggered(task.PayoutId, payout.Source, address, order),
                ct
            );
        }

        await unit.CommitAsync(ct);
        log.HandedOver(task.PayoutId, order);
        return TaskOutcome.Completed;
    }
}
