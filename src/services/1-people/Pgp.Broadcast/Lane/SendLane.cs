using Microsoft.Extensions.Logging;
using Pgp.Common.Database;

namespace Pgp.Broadcast.Lane;

/// <summary>Moments to send at, one after the other.</summary>
internal sealed record Slots(DateTimeOffset First, TimeSpan Each)
{
    public DateTimeOffset this[int index] => First + index * Each;
}

/// <summary>
/// Keeps all processes together to one rate: whoever wants to send takes moments in the future by
/// moving a row on, a block at a time, and waits for them by himself. Nobody polls, and what people
/// say to the bot is answered beside it. A block that a dying process leaves behind is lost time,
/// never a message too many.
/// </summary>
internal sealed class SendLane(Database database, BroadcastOptions options, ILogger<SendLane> log)
{
    // Refused so often in a row, it is not one chat that is full.
    private const int RefusalsMax = 3;

    private static readonly TimeSpan ShortPauseMax = TimeSpan.FromSeconds(2);

    private int refusals;

    private TimeSpan Each => TimeSpan.FromSeconds(1) / options.PerSecond;

    public async Task<Slots> ReserveAsync(int count, CancellationToken ct)
    {
        var now = database.Clock.GetUtcNow();
        return new Slots(await LaneQueries.ReserveAsync(database, now, Each * count, ct), Each);
    }

    /// <summary>Waits until a moment; one that has passed is now.</summary>
    public async Task WaitAsync(DateTimeOffset moment, CancellationToken ct)
    {
        var wait = moment - database.Clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, database.Clock, ct);
        }
    }

    /// <summary>Takes one moment and waits for it.</summary>
    public async Task WaitForTurnAsync(CancellationToken ct) =>
        await WaitAsync((await ReserveAsync(1, ct))[0], ct);

    public void Accepted() => Volatile.Write(ref refusals, 0);

    /// <summary>Holds all processes back, unless it seems to be about one chat.</summary>
    public async Task RefusedAsync(TimeSpan retryAfter, CancellationToken ct)
    {
        if (retryAfter <= ShortPauseMax && Interlocked.Increment(ref refusals) < RefusalsMax)
        {
            return;
        }

        log.LanePauses(retryAfter);
        await LaneQueries.PauseAsync(database, database.Clock.GetUtcNow() + retryAfter, ct);
    }
}
