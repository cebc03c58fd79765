using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Hosting;

namespace Pgp.Broadcast.Announcements;

/// <summary>Says that something was scheduled, or that all is carried.</summary>
internal sealed class AnnouncementSignal : Signal;

/// <summary>
/// Sees to it that announcements begin, are carried and end. Sleeps until the next moment that the
/// tables name, or until one is scheduled in this process; looks every half minute besides, for
/// what other processes scheduled and did not live to carry.
/// </summary>
internal sealed class AnnouncementWorker(
    Database database,
    Keeper keeper,
    Carrier carrier,
    AnnouncementSignal signal,
    ILogger<AnnouncementWorker> log
) : BackgroundService
{
    // Telegram answers within a fifth of a second or so: enough for its 30 messages a second.
    private const int Carriers = 8;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private Task crew = Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var wait = await TurnAsync(stoppingToken);
                await signal.WaitAsync(wait, database.Clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await crew;
        }
    }

    /// <returns>How long nothing needs to be looked at.</returns>
    private async Task<TimeSpan> TurnAsync(CancellationToken ct)
    {
        try
        {
            var wait = await keeper.RunAsync(ct) - database.Clock.GetUtcNow() ?? Longest;
            if (wait <= TimeSpan.Zero && crew.IsCompleted)
            {
                crew = CarryAsync(ct);
            }

            return TimeSpan.FromTicks(Math.Clamp(wait.Ticks, Shortest.Ticks, Longest.Ticks));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.RoundBroke(failure);
            return Shortest;
        }
    }

    private async Task CarryAsync(CancellationToken ct)
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Carriers).Select(_ => carrier.RunAsync(ct)));
            signal.Raise();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The host stops; what had left was written down.
        }
        catch (Exception failure)
        {
            log.RoundBroke(failure);
        }
    }
}
