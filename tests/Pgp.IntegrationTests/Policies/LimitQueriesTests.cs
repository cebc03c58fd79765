using Pgp.Common.Database;
using Pgp.Common.Policies;
using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Policies;

public sealed class LimitQueriesTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string AppendOnly = "23001";

    private Database Oversight => Db.As(ServiceName.Oversight, Clock);

    [Theory]
    [InlineData(
        LimitScope.Invoice,
        "daily_per_user_max Day 5000 Block, large_transaction_threshold Transaction 500 Alert, "
            + "monthly_per_user_max ThirtyDays 25000 Block, per_transaction_max Transaction 1000 Block"
    )]
    [InlineData(
        LimitScope.Payout,
        "payout_daily_per_channel_max Day 20000 Block, payout_large_threshold Transaction 5000 "
            + "Alert, payout_monthly_per_channel_max ThirtyDays 100000 Block, "
            + "payout_per_transaction_max Transaction 10000 Block"
    )]
    public async Task The_schema_brings_the_standard_limits(LimitScope scope, string expected) =>
        Assert.Equal(expected, await InForceAsync(scope));

    [Fact]
    public async Task The_newest_amount_is_in_force_and_the_others_stay_on_record()
    {
        Assert.True(await SetAsync("daily_per_user_max", "2000"));
        Assert.True(await SetAsync("daily_per_user_max", "300.5"));

        Assert.Contains(
            "daily_per_user_max Day 300.5 Block",
            await InForceAsync(LimitScope.Invoice),
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["5000.000000 migration", "2000.000000 anna", "300.500000 anna"],
            await Db.ListAsync(
                """
                select amount_usd || ' ' || changed_by
                  from limits
                 where limit_type = 'daily_per_user_max'
                 order by version
                """
            )
        );
        var listed = await LimitChangeQueries.ListAsync(Oversight, Ct);
        var limit = Assert.Single(listed, one => one.Limit.Type == "daily_per_user_max");
        Assert.Equal(
            (Clock.GetUtcNow(), "anna", "a test"),
            (limit.ValidFrom, limit.ChangedBy, limit.Reason)
        );
        Assert.Equal(8, listed.Count);
    }

    [Fact]
    public async Task A_limit_that_nobody_knows_is_not_made()
    {
        Assert.False(await SetAsync("no_such_limit", "1"));
        Assert.Equal(8, await Db.AskAsync<long>("select count(*) from limits"));
    }

    [Fact]
    public async Task Without_limits_nothing_is_judged()
    {
        await Db.RunAsync("alter table limits disable trigger limits_append_only");
        await Db.RunAsync("delete from limits where scope = 'payout'");

        await Assert.ThrowsAsync<InvalidOperationException>(() => InForceAsync(LimitScope.Payout));
    }

    [Theory]
    [InlineData("update limits set amount_usd = 1")]
    [InlineData("delete from limits")]
    [InlineData("truncate limits")]
    [InlineData("update switches set is_on = false")]
    [InlineData("delete from switches")]
    [InlineData("truncate switches")]
    public Task What_was_decided_stays_even_for_the_owner_of_the_schema(string sql) =>
        MustRefuseAsync(AppendOnly, () => Db.RunAsync(sql));

    private async Task<string> InForceAsync(LimitScope scope) =>
        string.Join(
            ", ",
            (await LimitQueries.InForceAsync(Db.As(ServiceName.Server), scope, Ct)).Select(limit =>
                $"{limit.Type} {limit.Span} {limit.Amount.ToDecimalText()} {limit.Action}"
            )
        );

    private Task<bool> SetAsync(string type, string usd) =>
        LimitChangeQueries.SetAsync(Oversight, type, Amount<Usd>.Parse(usd), "anna", "a test", Ct);
}
