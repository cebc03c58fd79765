using Pgp.Contracts.Tasks;

namespace Pgp.Common.Dispatch;

/// <summary>
/// What one queue may start at this moment: its rate (token bucket) and its concurrency.
/// </summary>
internal sealed class Lane(QueueDefinition queue, TimeProvider clock)
{
    // A fast lane that is used up starts a few at a time instead of asking for each one.
    private static readonly TimeSpan RefillMin = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private long refilledAt = clock.GetTimestamp();
    private decimal tokens = queue.PerSecond;
    private int inFlight;

    public QueueDefinition Queue => queue;

    /// <summary>How many more deliveries may start.</summary>
    public int Free()
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            var elapsed = (decimal)clock.GetElapsedTime(refilledAt, now).TotalSeconds;
            refilledAt = now;
            tokens = Math.Min(queue.PerSecond, tokens + (elapsed * queue.PerSecond));
            return Math.Max(0, Math.Min((int)tokens, queue.Concurrent - inFlight));
        }
    }

    /// <summary>How long until the rate allows another start, after <see cref="Free"/>.</summary>
    /// <returns>
    /// <see langword="null"/> unless the rate alone keeps the lane from starting.
    /// </returns>
    public TimeSpan? UntilRefilled()
    {
        lock (gate)
        {
            if (tokens >= 1 || inFlight >= queue.Concurrent)
            {
                return null;
            }

            var ticks = Math.Ceiling((1 - tokens) * TimeSpan.TicksPerSecond / queue.PerSecond);
            return TimeSpan.FromTicks(Math.Max((long)ticks, RefillMin.Ticks));
        }
    }

    public void Start()
    {
        lock (gate)
        {
            tokens--;
            inFlight++;
        }
    }

    /// <returns>Whether the lane was full until now, so that a waiting task may follow.</returns>
    public bool End()
    {
        lock (gate)
        {
            return inFlight-- >= queue.Concurrent;
        }
    }
}
