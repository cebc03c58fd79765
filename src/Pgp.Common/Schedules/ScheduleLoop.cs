using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pgp.Common.Observability;

namespace Pgp.Common.Schedules;

/// <summary>
/// Starts a job's runs by this process's clock. Every process that holds the service does the same;
/// the first to claim a slot runs it.
/// </summary>
internal sealed class ScheduleLoop(JobRunner runner, TimeProvider clock, ILogger<ScheduleLoop> log)
    : BackgroundService
{
    // A timer cannot wait longer than some weeks, and a moved clock should be noticed.
    private static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var caughtUp = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!caughtUp && await runner.OverdueAsync(stoppingToken) is { } overdue)
                {
                    await runner.RunAsync(overdue, stoppingToken);
                }

                caughtUp = true;
                await RunNextAsync(stoppingToken);
            }
            catch (NpgsqlException unreachable)
            {
                log.JobFailed(runner.Schedule.Name, runner.Schedule.Service.Value, unreachable);
                await Task.Delay(PauseAfterFailure, clock, stoppingToken);
            }
        }
    }

    private async Task RunNextAsync(CancellationToken ct)
    {
        if (runner.Next(clock.GetUtcNow()) is not { } slot)
        {
            await Task.Delay(WaitMax, clock, ct);
            return;
        }

        while (slot - clock.GetUtcNow() is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait < WaitMax ? wait : WaitMax, clock, ct);
        }

        await runner.RunAsync(slot, ct);
    }
}
