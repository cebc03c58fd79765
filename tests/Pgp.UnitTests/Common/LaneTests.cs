using Microsoft.Extensions.Time.Testing;
using Pgp.Common.Dispatch;
using Pgp.Contracts.Tasks;

namespace Pgp.UnitTests.Common;

public sealed class LaneTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void A_fresh_lane_is_as_free_as_its_tighter_limit()
    {
        Assert.Equal(5, LaneOf(perSecond: 5, concurrent: 50).Free());
        Assert.Equal(3, LaneOf(perSecond: 50, concurrent: 3).Free());
    }

    [Fact]
    public void The_rate_comes_back_with_time_and_is_not_saved_up()
    {
        var lane = LaneOf(perSecond: 10, concurrent: 50);
        StartAll(lane, 10);
        Assert.Equal(0, lane.Free());
        clock.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(0, lane.Free());
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, lane.Free());
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(10, lane.Free());
    }

    [Fact]
    public void Looking_often_does_not_slow_the_lane_down()
    {
        var lane = LaneOf(perSecond: 10, concurrent: 50);
        StartAll(lane, 10);
        for (var i = 0; i < 1_000; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            lane.Free();
        }

        Assert.Equal(10, lane.Free());
    }

    [Fact]
    public void What_is_under_way_takes_its_place_until_it_ends()
    {
        var lane = LaneOf(perSecond: 100, concurrent: 2);
        StartAll(lane, 2);
        Assert.Equal(0, lane.Free());
        Assert.True(lane.End());
        Assert.Equal(1, lane.Free());
        Assert.False(lane.End());
        Assert.Equal(2, lane.Free());
    }

    private Lane LaneOf(int perSecond, int concurrent) =>
        new(Queues.Orchestrator with { PerSecond = perSecond, Concurrent = concurrent }, clock);

    private static void StartAll(Lane lane, int count)
    {
        for (var i = 0; i < count; i++)
        {
            lane.Start();
        }
    }
}
