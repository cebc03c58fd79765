using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Split1;

/// <summary>
/// Looks again at a payout that a limit holds back: time may have made room, or an operator.
/// </summary>
internal sealed class LimitRecheckHandler(
    Database database,
    Split1Options options,
    ILogger<LimitRecheckHandler> log
) : ITaskHandler<LimitRecheck>
{
    public async Task<TaskOutcome> HandleAsync(
        LimitRecheck task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        var goesOn =
            await HeldPayoutQueries.FindAsync(unit, task.PayoutId, ct) is { } held
            && await TryAsync(unit, task, held, ct);
        await unit.CommitAsync(ct);
        if (goesOn)
        {
            log.GoesOn(task.PayoutId, task.Look);
        }

        return TaskOutcome.Completed;
    }

    private async Task<bool> TryAsync(
        Unit unit,
        LimitRecheck task,
        HeldPayout held,
        CancellationToken ct
    )
    {
        var (id, share) = (task.PayoutId, held.Share);
        var verdict = await PayoutLimits.JudgeAsync(unit, share, ct);
        if (verdict.Blocking is { } limit)
        {
            var reason = HeldPayoutQueries.ReasonOf(share, limit);
            if (await HeldPayoutQueries.HoldOnAsync(unit, id, reason, ct) is { } looks)
            {
                var dueAt = unit.Now + options.LimitRecheckEvery;
                await unit.EnqueueAsync(new LimitRecheck(id, looks), dueAt, ct);
            }

            return false;
        }

        if (!await HeldPayoutQueries.AdmitAsync(unit, id, ct))
        {
            return false;
        }

        await PayoutStart.GoOnAsync(unit, id, held.Source, share, ct);
        return true;
    }
}
