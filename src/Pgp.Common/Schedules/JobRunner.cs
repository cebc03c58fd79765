using System.Diagnostics;
using Cronos;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pgp.Common.Observability;
using Pgp.Contracts.Tasks;

namespace Pgp.Common.Schedules;

/// <summary>
/// Runs one job: each slot once and one run at a time, whoever asks and wherever.
/// </summary>
/// <param name="schedule">Which job.</param>
/// <param name="cron">Its times.</param>
/// <param name="lease">
/// So long after its last renewal a run is given up: its process is taken for dead. Short, so that
/// the job goes on soon; renewed four times as often.
/// </param>
/// <param name="job">The work.</param>
/// <param name="database">Where runs are claimed.</param>
/// <param name="log">Hears of runs that broke and of slots that nobody ran.</param>
public sealed class JobRunner(
    Schedule schedule,
    CronExpression cron,
    TimeSpan lease,
    IScheduledJob job,
    Database.Database database,
    ILogger<JobRunner> log
)
{
    private static readonly TimeSpan RunMax = TimeSpan.FromMinutes(10);

    // Beyond this, how many slots were missed says no more than that they were many.
    private const int MissedMax = 10_000;
    private const int ResultLengthMax = 1_000;

    public Schedule Schedule => schedule;

    /// <summary>Runs a slot, unless it was run before or another one is being run.</summary>
    public async Task<JobRun> RunAsync(DateTimeOffset slot, CancellationToken ct)
    {
        using var activity = Telemetry.StartJob(schedule, slot);
        if (await ClaimAsync(slot, ct) is { } refused)
        {
            return refused;
        }

        // A run that has lost its lease, or takes too long, must end: the next one may begin.
        using var limit = new CancellationTokenSource(RunMax, database.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var renewing = RenewAsync(slot, both);
        try
        {
            var result = await job.RunAsync(both.Token);
            await FinishAsync(slot, "done", result);
            return new JobRun.Done(result);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await FinishAsync(slot, "failed", "stopped before its end");
            throw;
        }
        catch (Exception failure)
        {
            // Also a run that was ended, and a partner's answer that did not come in time: the loop
            // and the process go on.
            activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            log.JobFailed(schedule.Name, schedule.Service.Value, failure);
            await FinishAsync(slot, "failed", failure.GetType().Name);
            return new JobRun.Failed(failure.GetType().Name);
        }
        finally
        {
            await both.CancelAsync();
            await renewing;
        }
    }

    /// <summary>The slot that is due next, after the given moment.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) =>
        cron.GetNextOccurrence(after, TimeZoneInfo.Utc);

    /// <summary>The newest slot that nobody ran and that is due by now.</summary>
    public async Task<DateTimeOffset?> OverdueAsync(CancellationToken ct)
    {
        var last = await JobRunQueries.LastSlotAsync(database, schedule.Name, ct);
        var now = database.Clock.GetUtcNow();
        return last is null
            ? null
            : Between(last.Value, now).Cast<DateTimeOffset?>().LastOrDefault();
    }

    // Null: go on. The claim is committed before the work begins.
    private async Task<JobRun?> ClaimAsync(DateTimeOffset slot, CancellationToken ct)
    {
        var last = await JobRunQueries.LastSlotAsync(database, schedule.Name, ct);
        var missed = last is null ? 0 : Between(last.Value, slot).Count(at => at < slot);
        await using var unit = await database.BeginAsync(ct);
        await JobRunQueries.LoseAsync(unit, schedule.Name, ct);
        if (await JobRunQueries.ClaimAsync(unit, schedule.Name, slot, missed, lease, ct))
        {
            await unit.CommitAsync(ct);
            if (missed > 0)
            {
                log.SlotsMissed(schedule.Name, missed);
            }

            return null;
        }

        var overlapped = await JobRunQueries.OverlapAsync(unit, schedule.Name, slot, ct);
        await unit.CommitAsync(ct);
        return overlapped ? new JobRun.Overlapped() : new JobRun.Already();
    }

    // Until the run is over; ends it when another process has given it up.
    private async Task RenewAsync(DateTimeOffset slot, CancellationTokenSource run)
    {
        try
        {
            do
            {
                await Task.Delay(lease / 4, database.Clock, run.Token);
            } while (await IsRenewedAsync(slot, run.Token));

            await run.CancelAsync();
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    // A database that cannot be reached gives nobody else the lease.
    private async Task<bool> IsRenewedAsync(DateTimeOffset slot, CancellationToken ct)
    {
        try
        {
            return await JobRunQueries.RenewAsync(database, schedule.Name, slot, lease, ct);
        }
        catch (NpgsqlException unreachable)
        {
            log.JobFailed(schedule.Name, schedule.Service.Value, unreachable);
            return true;
        }
    }

    private IEnumerable<DateTimeOffset> Between(DateTimeOffset after, DateTimeOffset until) =>
        after >= until
            ? []
            : cron.GetOccurrences(
                    after,
                    until,
                    TimeZoneInfo.Utc,
                    fromInclusive: false,
                    toInclusive: true
                )
                .Take(MissedMax);

    // Not cancelled with the host: what was done should be on record.
    private async Task FinishAsync(DateTimeOffset slot, string state, string result)
    {
        var ct = CancellationToken.None;
        var text = result.Length <= ResultLengthMax ? result : result[..ResultLengthMax];
        await using var unit = await database.BeginAsync(ct);
        await JobRunQueries.FinishAsync(unit, schedule.Name, slot, state, text, ct);
        await unit.CommitAsync(ct);
    }
}
