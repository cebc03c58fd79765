using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Policies;
using Pgp.Common.Tasks;
using Pgp.Contracts.Policies;
using Pgp.Contracts.Tasks;

namespace Pgp.MicroBatchProcessor;

/// <summary>
/// Changes one large credit at once: the longer so much waits, the more the price may move.
/// </summary>
internal sealed class LargeCreditAddedHandler(
    Database database,
    ILogger<LargeCreditAddedHandler> log
) : ITaskHandler<LargeCreditAdded>
{
    public async Task<TaskOutcome> HandleAsync(
        LargeCreditAdded task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        // Nothing where a pool was quicker: then it is being changed already. While swaps are
        // switched off it waits with the others.
        var isOn = await SwitchQueries.IsOnAsync(unit, KillSwitch.Swaps, ct);
        var credits = await CreditQueries.LockOneAsync(unit, task.CreditId, ct);
        if (isOn && credits.Count > 0)
        {
            var id = await ConversionStart.BeginAsync(unit, isPool: false, credits, ct);
            log.Started(id, credits.Count, credits[0].Gross.Coin);
        }

        await unit.CommitAsync(ct);
        return TaskOutcome.Completed;
    }
}
