using Pgp.Host.Bench.Broadcast;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Broadcast;

/// <summary>Two processes carry one announcement, and one of them is killed in the middle.</summary>
public sealed class CrowdTests(ClusterFixture fixture) : Support.DatabaseTest(fixture)
{
    // A process has so many messages on the way at once.
    private const int OnTheWay = 8;

    [Theory]
    [InlineData("BeforeCall")]
    [InlineData("BeforeAnswer")]
    [InlineData("BeforeRecord")]
    public async Task Whenever_it_is_killed_nobody_is_told_twice_and_nobody_is_forgotten(string at)
    {
        var options = new BroadcastBenchOptions(
            Db.ConnectionString,
            Subscribers: 600,
            Enum.Parse<Death>(at),
            _ => { }
        );
        var report = await new BroadcastBench(options).RunAsync(Ct);
        Assert.Equal(588, report.Reachable);
        Assert.Equal(0, report.Duplicates);
        Assert.Equal(0, report.Missed);
        Assert.Equal(0, report.WrongStates);
        Assert.Equal(588, report.Delivered + report.UncertainLost);
        Assert.InRange(report.UncertainDelivered + report.UncertainLost, 1, OnTheWay);
    }
}
