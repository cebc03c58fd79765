using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Split1;

/// <summary>
/// Records the price and asks for an order of exactly the share that was set aside.
/// </summary>
internal sealed class EstimateAnsweredHandler(
    Database database,
    ILogger<EstimateAnsweredHandler> log
) : ITaskHandler<EstimateAnswered>
{
    public async Task<TaskOutcome> HandleAsync(
        EstimateAnswered task,
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
        if (task.Net is not { } net)
        {
            await Failure.RecordAsync(unit, payout, task.Refusal ?? "no estimate", ct);
            await unit.CommitAsync(ct);
            log.NeedsReview(task.PayoutId, task.Refusal ?? "no estimate");
            return TaskOutcome.Completed;
        }

        if (await PayoutQueries.RequestOrderAsync(unit, task.PayoutId, net, ct))
        {
            // The estimate is for the books only; what is ordered is what was set aside.
            await unit.EnqueueAsync(
                new SwapRequested(
                    payout.PayoutId,
                    payout.Source,
                    payout.TargetCoin,
                    payout.TargetAddress,
                    payout.TargetExtraId
                ),
                ct
            );
        }

        await unit.CommitAsync(ct);
        log.Estimated(task.PayoutId, net);
        return TaskOutcome.Completed;
    }
}
