namespace Pgp.Host.Bench.Broadcast;

/// <summary>
/// Time that passes only while everybody waits for it, so that an hour of pauses takes as long as
/// the work in it. It moves in small steps: whoever is slow for a moment misses little.
/// </summary>
internal sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private readonly Lock gate = new();
    private readonly PriorityQueue<VirtualTimer, DateTimeOffset> timers = new();
    private DateTimeOffset now = start;
    private int working;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Work began (1) or ended (-1) that time has to wait for.</summary>
    public void Count(int change) => Interlocked.Add(ref working, change);

    /// <summary>Lets time pass until the token is cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            // What was woken has to get as far as its next statement or pause first.
            for (var i = 0; i < 3; i++)
            {
                await Task.Yield();
            }

            if (Volatile.Read(ref working) == 0)
            {
                Advance();
            }
        }
    }

    private void Advance()
    {
        var due = new List<VirtualTimer>();
        lock (gate)
        {
            now += Step;
            while (timers.TryPeek(out var timer, out var at) && at <= now)
            {
                timers.Dequeue();
                if (timer.DueAt == at)
                {
                    due.Add(timer);
                }
            }
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state)
        : ITimer
    {
        public DateTimeOffset? DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
            {
                throw new NotSupportedException("nothing here repeats by a timer");
            }

            lock (clock.gate)
            {
                DueAt = null;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    var at = clock.now + dueTime;
                    DueAt = at;
                    clock.timers.Enqueue(this, at);
                }
            }

            return true;
        }

        public void Fire()
        {
            lock (clock.gate)
            {
                if (DueAt is null)
                {
                    return;
                }

                DueAt = null;
            }

            callback(state);
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                DueAt = null;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
