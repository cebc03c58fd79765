using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pgp.Common.Database;

namespace Pgp.Notifications.Webhooks.Sending;

/// <summary>
/// Sends what is due, many at once and few to one endpoint, so that a slow one keeps nobody else
/// waiting. Sleeps until the next moment that the queue names, or until something is queued in this
/// process; looks every half minute besides, for what others queued and did not live to send.
/// </summary>
internal sealed class WebhookWorker(
    Database database,
    Courier courier,
    WebhookSignal signal,
    ILogger<WebhookWorker> log
) : BackgroundService
{
    private const int ParallelMax = 32;
    private const int PerEndpointMax = 4;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private readonly Dictionary<WebhookEndpointId, int> underWay = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await StartDueAsync(running, stoppingToken);
                var wait = await UntilNextAsync(running.Count, stoppingToken);
                await signal.WaitAsync(wait, database.Clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.WebhookRoundBroke(failure);
                await signal.WaitAsync(PauseAfterFailure, database.Clock, stoppingToken);
            }
        }

        await Task.WhenAll(running);
    }

    private async Task StartDueAsync(List<Task> running, CancellationToken ct)
    {
        running.RemoveAll(carrying => carrying.IsCompleted);
        while (running.Count < ParallelMax && await courier.TakeAsync(Busy(), ct) is { } due)
        {
            lock (gate)
            {
                underWay[due.EndpointId] = underWay.GetValueOrDefault(due.EndpointId) + 1;
            }

            running.Add(CarryAsync(due));
        }
    }

    // With all hands full, whoever ends says so.
    private async Task<TimeSpan> UntilNextAsync(int running, CancellationToken ct)
    {
        if (running >= ParallelMax)
        {
            return Longest;
        }

        var next = await courier.NextAsync(Busy(), ct);
        var wait = next - database.Clock.GetUtcNow() ?? Longest;
        return TimeSpan.FromTicks(Math.Clamp(wait.Ticks, Shortest.Ticks, Longest.Ticks));
    }

    private WebhookEndpointId[] Busy()
    {
        lock (gate)
        {
            return [.. underWay.Where(one => one.Value >= PerEndpointMax).Select(one => one.Key)];
        }
    }

    private async Task CarryAsync(DueDelivery due)
    {
        try
        {
            await Task.Yield();
            await courier.CarryAsync(due);
        }
        catch (Exception failure)
        {
            // It comes back by itself when its minute is over.
            log.WebhookRoundBroke(failure);
        }
        finally
        {
            lock (gate)
            {
                if (--underWay[due.EndpointId] == 0)
                {
                    underWay.Remove(due.EndpointId);
                }
            }

            signal.Raise();
        }
    }
}
