using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pgp.Common.Observability;

namespace Pgp.Common.Hosting;

/// <summary>
/// Work done at intervals; a failed run is logged and the next one comes on time.
/// </summary>
public abstract class RepeatedJob(TimeSpan interval, TimeProvider clock, ILogger log)
    : BackgroundService
{
    /// <summary>One run.</summary>
    protected abstract Task RunOnceAsync(CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.JobFailed(GetType().Name, GetType().Namespace ?? "", failure);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
