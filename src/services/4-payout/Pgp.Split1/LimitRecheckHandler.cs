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

        var held = await HeldPayoutQueries.FindAsync(unit, task.PayoutId, ct);
        var look = held is null ? new Look.Waits() : await TryAsync(unit, task, held, ct);
        await unit.CommitAsync(ct);
        switch (look)
        {
            case Look.GoesOn:
                log.GoesOn(task.PayoutId, task.Look);
                break;
            case Look.Refused(var reason):
                log.NeedsReview(task.PayoutId, reason);
                break;
        }

        return TaskOutcome.Completed;
    }

    private async Task<Look> TryAsync(
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

            return new Look.Waits();
        }

        if (!await HeldPayoutQueries.AdmitAsync(unit, id, ct))
        {
            return new Look.Waits();
        }

        var refusal = await PayoutStart.GoOnAsync(unit, id, held.Source, share, ct);
        return refusal is null ? new Look.GoesOn() : new Look.Refused(refusal);
    }

    /// <summary>What a look came to.</summary>
    private abstract record Look
    {
        private Look() { }

        public sealed record Waits : Look;

        public sealed record GoesOn : Look;

        public sealed record Refused(string Reason) : Look;
    }
}
