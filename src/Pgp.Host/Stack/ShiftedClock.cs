namespace Pgp.Host.Stack;

/// <summary>
/// A clock that shows another time than the machine's. It runs as fast as that one, and can be put
/// forward; whoever waits by it wakes then, if his moment has come.
/// </summary>
/// <param name="start">What it shows at first.</param>
public sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<ShiftedTimer> timers = [];
    private TimeSpan shift = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return System.GetUtcNow() + shift;
        }
    }

    /// <summary>Puts it forward; a moment that is past already changes nothing.</summary>
    public void MoveTo(DateTimeOffset moment)
    {
        ShiftedTimer[] waiting;
        lock (gate)
        {
            var ahead = moment - GetUtcNow();
            if (ahead <= TimeSpan.Zero)
            {
                return;
            }

            shift += ahead;
            waiting = [.. timers];
        }

        foreach (var timer in waiting)
        {
            timer.Hurry();
        }
    }

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        var timer = new ShiftedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ShiftedTimer : ITimer
    {
        private readonly ShiftedClock clock;
        private readonly TimerCallback callback;
        private readonly object? state;
        private readonly ITimer inner;
        private DateTimeOffset? dueAt;
        private TimeSpan every;

        public ShiftedTimer(ShiftedClock clock, TimerCallback callback, object? state)
        {
            this.clock = clock;
            this.callback = callback;
            this.state = state;
            inner = System.CreateTimer(
                _ => Fire(),
                null,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                every = period;
                Expect(dueTime);
                return inner.Change(dueTime, period);
            }
        }

        /// <summary>What is left to wait became shorter, perhaps nothing.</summary>
        public void Hurry()
        {
            lock (clock.gate)
            {
                if (dueAt is { } due)
                {
                    var left = due - clock.GetUtcNow();
                    inner.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, every);
                }
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                Expect(Timeout.InfiniteTimeSpan);
            }

            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            lock (clock.gate)
            {
                // Put forward in the very moment it fired by itself: once is enough.
                if (dueAt is null)
                {
                    return;
                }

                Expect(Repeats ? every : Timeout.InfiniteTimeSpan);
            }

            callback(state);
        }

        private bool Repeats => every > TimeSpan.Zero;

        // The clock knows whoever waits, and nobody else.
        private void Expect(TimeSpan wait)
        {
            if (wait == Timeout.InfiniteTimeSpan)
            {
                dueAt = null;
                clock.timers.Remove(this);
            }
            else
            {
                dueAt = clock.GetUtcNow() + wait;
                clock.timers.Add(this);
            }
        }
    }
}
