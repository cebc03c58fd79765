using Microsoft.Extensions.Logging;
using Pgp.Common.Database;

namespace Pgp.Broadcast.Lane;

/// <summary>
/// Keeps all processes together to one rate: whoever wants to send takes a moment in the future by
/// moving a row on, and waits for it by himself. Nobody polls, and what people say to the bot is
/// answered beside it. A moment that a dying process leaves behind is lost time, never a message
/// too many.
/// </summary>
internal sealed class SendLane(Database database, BroadcastOptions options, ILogger<SendLane> log)
{
    // Refused so often in a row, it is not one chat that is full.
    private const int RefusalsMax = 3;

    private static readonly TimeSpan ShortPauseMax = TimeSpan.FromSeconds(2);

    // Long enough for a server to come back, short enough to go on soon.
    private static readonly TimeSpan SilenceMax = TimeSpan.FromMinutes(1);

    private int refusals;
    private int silences;

    private TimeSpan Each => TimeSpan.FromSeconds(1) / options.PerSecond;

    /// <summary>Takes a moment and waits for it; one that has passed is now.</summary>
    public async Task WaitForTurnAsync(CancellationToken ct)
    {
        var now = database.Clock.GetUtcNow();
        var turn = await LaneQueries.ReserveAsync(database, now, Each, ct);
        var wait = turn - database.Clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, database.Clock, ct);
        }
    }

    public void Accepted()
    {
        Volatile.Write(ref refusals, 0);
        Volatile.Write(ref silences, 0);
    }

    /// <summary>Holds all processes back, unless it seems to be about one chat.</summary>
    public async Task RefusedAsync(TimeSpan retryAfter, CancellationToken ct)
    {
        if (retryAfter <= ShortPauseMax && Interlocked.Increment(ref refusals) < RefusalsMax)
        {
            return;
        }

        await PauseAsync(retryAfter, ct);
    }

    /// <summary>
    /// Telegram did not answer. Each message that is tried meanwhile may be lost, so fewer and
    /// fewer are: after 1, 2, 4 … 60 seconds.
    /// </summary>
    public Task SilentAsync(CancellationToken ct)
    {
        var count = Math.Min(Interlocked.Increment(ref silences), 7);
        var pause = TimeSpan.FromSeconds(1 << (count - 1));
        return PauseAsync(pause < SilenceMax ? pause : SilenceMax, ct);
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken ct)
    {
        log.LanePauses(pause);
        await LaneQueries.PauseAsync(database, database.Clock.GetUtcNow() + pause, ct);
    }
}
