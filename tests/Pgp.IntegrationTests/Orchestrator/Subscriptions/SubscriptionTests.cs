using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Orchestrator.Subscriptions;

public sealed class SubscriptionTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string UntilSql = "select paid_until from subscriptions where user_id = $1";
    private const long Buyer = 123456789;

    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private ChannelId channel;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        channel = await Seed.ChannelAsync(Db);
    }

    [Fact]
    public async Task A_purchase_lasts_as_many_days_as_were_bought()
    {
        await BuyAsync(Buyer);
        Assert.Equal(Clock.GetUtcNow() + Month, await UntilAsync());
    }

    [Fact]
    public async Task An_early_renewal_extends_from_the_old_end()
    {
        await BuyAsync(Buyer);
        Clock.Advance(TimeSpan.FromDays(20));
        await BuyAsync(Buyer);
        Assert.Equal(Clock.GetUtcNow() + TimeSpan.FromDays(40), await UntilAsync());
    }

    [Fact]
    public async Task A_late_renewal_starts_now()
    {
        await BuyAsync(Buyer);
        Clock.Advance(TimeSpan.FromDays(35));
        await BuyAsync(Buyer);
        Assert.Equal(Clock.GetUtcNow() + Month, await UntilAsync());
    }

    [Fact]
    public async Task Every_purchase_leaves_its_own_record_without_gaps()
    {
        await BuyAsync(Buyer);
        Clock.Advance(TimeSpan.FromDays(20));
        await BuyAsync(Buyer);
        Assert.Equal(
            ["purchased 30 0 30", "renewed 30 30 60"],
            await Db.ListAsync(
                """
                select concat_ws(' ', kind, days,
                           extract(day from valid_from - $1), extract(day from valid_until - $1))
                  from subscription_events
                 order by created_at
                """,
                Clock.GetUtcNow() - TimeSpan.FromDays(20)
            )
        );
    }

    [Fact]
    public async Task Two_buyers_of_one_channel_do_not_share_their_days()
    {
        await BuyAsync(Buyer);
        Clock.Advance(TimeSpan.FromDays(10));
        await BuyAsync(Buyer + 1);
        Assert.Equal(Clock.GetUtcNow() + TimeSpan.FromDays(20), await UntilAsync());
        Assert.Equal(2, await Db.AskAsync<long>("select count(*) from subscriptions"));
    }

    [Fact]
    public async Task Two_renewals_at_once_both_count()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => BuyAsync(Buyer)));
        Assert.Equal(Clock.GetUtcNow() + (8 * Month), await UntilAsync());
        Assert.Equal(
            1,
            await Db.AskAsync<long>(
                "select count(*) from subscription_events where kind = 'purchased'"
            )
        );
    }

    [Fact]
    public async Task A_day_of_access_has_24_hours_in_every_time_zone()
    {
        // Clocks in Berlin go forward on 29 March 2026.
        var name = await Db.AskAsync<string>("select current_database()::text");
        await Db.RunAsync($"alter database {name} set timezone = 'Europe/Berlin'");
        Clock.SetUtcNow(new DateTimeOffset(2026, 3, 20, 12, 0, 0, TimeSpan.Zero));
        await BuyAsync(Buyer);
        Assert.Equal(Clock.GetUtcNow() + Month, await UntilAsync());
    }

    private Task<PaymentId> BuyAsync(long user) =>
        Purchases.BuyAsync(Db.As(ServiceName.Orchestrator, Clock), Db, channel, user);

    private async Task<DateTimeOffset> UntilAsync() =>
        new(await Db.AskAsync<DateTime>(UntilSql, Buyer), TimeSpan.Zero);
}
