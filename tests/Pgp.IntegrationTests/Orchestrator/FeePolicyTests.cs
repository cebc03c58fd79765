using Pgp.Contracts.Money;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Orchestrator;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Orchestrator;

public sealed class FeePolicyTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    [Fact]
    public async Task Every_change_of_the_fee_is_a_version_and_nothing_else_is()
    {
        var versions = new List<int>();
        foreach (var points in new[] { 300, 300, 275, 275, 300 })
        {
            versions.Add(await EnsureAsync(new BasisPoints(points)));
        }

        Assert.Equal([1, 1, 2, 2, 3], versions);
        Assert.Equal(
            ["1 300", "2 275", "3 300"],
            await Db.ListAsync(
                "select version || ' ' || fee_bps from fee_policies order by version"
            )
        );
    }

    [Fact]
    public async Task A_version_says_since_when_it_is_in_force()
    {
        await EnsureAsync(new BasisPoints(300));
        Assert.Equal(
            Clock.GetUtcNow().UtcDateTime,
            await Db.AskAsync<DateTime>("select valid_from from fee_policies")
        );
    }

    [Fact]
    public async Task Payments_settled_at_once_under_a_new_fee_share_its_version()
    {
        var versions = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => EnsureAsync(new BasisPoints(300)))
        );
        Assert.Single(versions.Distinct());
        Assert.Equal(1, await Db.AskAsync<long>("select count(*) from fee_policies"));
    }

    private async Task<int> EnsureAsync(BasisPoints fee)
    {
        await using var unit = await Db.As(ServiceName.Orchestrator, Clock).BeginAsync(Ct);
        var version = await FeePolicyQueries.EnsureAsync(unit, fee, Ct);
        await unit.CommitAsync(Ct);
        return version;
    }
}
