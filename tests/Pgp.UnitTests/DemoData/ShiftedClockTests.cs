using Pgp.Host.Stack;

namespace Pgp.UnitTests.DemoData;

public sealed class ShiftedClockTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ShiftedClock clock = new(Begin);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void It_begins_where_it_is_told_and_is_put_forward_but_never_back()
    {
        Assert.InRange(clock.GetUtcNow(), Begin, Begin + (60 * Second));
        clock.MoveTo(Begin + Day);
        Assert.InRange(clock.GetUtcNow(), Begin + Day, Begin + Day + (60 * Second));
        clock.MoveTo(Begin);
        Assert.InRange(clock.GetUtcNow(), Begin + Day, Begin + Day + (60 * Second));
    }

    [Fact]
    public async Task Who_waits_wakes_when_his_moment_is_passed_and_sleeps_on_before()
    {
        var early = Task.Delay(Day, clock, Ct);
        var late = Task.Delay(Day + Day, clock, Ct);
        clock.MoveTo(Begin + Day);
        await early;
        Assert.False(late.IsCompleted);
        clock.MoveTo(Begin + Day + Day);
        await late;
    }

    [Fact]
    public async Task It_runs_by_itself_too()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(1), clock, Ct);
        Assert.True(clock.GetUtcNow() > Begin);
    }

    [Fact]
    public async Task A_timer_that_repeats_goes_on_after_a_move()
    {
        var fired = 0;
        var twice = new TaskCompletionSource();
        await using var timer = clock.CreateTimer(
            _ =>
            {
                if (Interlocked.Increment(ref fired) == 2)
                {
                    twice.TrySetResult();
                }
            },
            null,
            Day,
            TimeSpan.FromMilliseconds(1)
        );
        clock.MoveTo(Begin + Day);
        await twice.Task;
    }

    [Fact]
    public async Task A_timer_that_was_stopped_stays_silent()
    {
        var fired = 0;
        await using var timer = clock.CreateTimer(
            _ => Interlocked.Increment(ref fired),
            null,
            Day,
            Timeout.InfiniteTimeSpan
        );
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var witness = Task.Delay(Day, clock, Ct);
        clock.MoveTo(Begin + Day);
        await witness;
        Assert.Equal(0, fired);
    }
}
