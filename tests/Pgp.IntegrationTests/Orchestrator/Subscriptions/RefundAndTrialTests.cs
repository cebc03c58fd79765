using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Orchestrator.Subscriptions;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Orchestrator.Subscriptions;

public sealed class RefundAndTrialTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const long Buyer = 123456789;

    private ChannelId channel;

    private Database Database => Db.As(ServiceName.Orchestrator, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        channel = await Seed.ChannelAsync(Db);
    }

    [Fact]
    public async Task A_refund_takes_the_days_of_its_payment_and_no_others()
    {
        var first = await BuyAsync();
        Clock.Advance(TimeSpan.FromDays(20));
        await BuyAsync();
        await TakeBackAsync(first);
        Assert.Equal(["active 10 1 1 3"], await SubscriptionsAsync());
        Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(["1 purchased opened", "2 renewed", "3 refunded"], await LogAsync());
    }

    [Fact]
    public async Task The_last_refund_ends_access_at_once_and_a_new_payment_begins_anew()
    {
        var first = await BuyAsync();
        Clock.Advance(TimeSpan.FromDays(1));
        await TakeBackAsync(first);
        Assert.Equal(["refunded -1 1 2"], await SubscriptionsAsync());
        await BuyAsync();
        Assert.Equal(["active 30 3 1 3"], await SubscriptionsAsync());
        Assert.Equal(
            ["1 purchased opened", "2 refunded closed", "3 returned opened"],
            await LogAsync()
        );
    }

    [Fact]
    public async Task A_refund_of_a_payment_that_gave_no_days_touches_nothing()
    {
        await BuyAsync();
        var order = await Seed.OrderAsync(Db, channel, Clock.GetUtcNow());
        await TakeBackAsync(await Seed.PaymentAsync(Db, order, "donation", "refunded"));
        Assert.Equal(["1 purchased opened"], await LogAsync());
    }

    [Fact]
    public async Task A_trial_comes_once_even_if_it_is_asked_for_twice_at_the_same_time()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => TryAsync(channel), Ct))
        );
        var started = Assert.Single(outcomes.OfType<TrialOutcome.Started>());
        Assert.Equal(Clock.GetUtcNow().AddDays(7), started.Until);
        Assert.Equal(["trial 7 1 1"], await SubscriptionsAsync());
    }

    [Fact]
    public async Task Another_channel_has_a_trial_of_its_own()
    {
        await TryAsync(channel);
        var other = await Seed.ChannelAsync(Db);
        Assert.IsType<TrialOutcome.Started>(await TryAsync(other));
    }

    [Fact]
    public async Task A_purchase_during_a_trial_follows_it()
    {
        await TryAsync(channel);
        Clock.Advance(TimeSpan.FromDays(2));
        await BuyAsync();
        Assert.Equal(["active 35 1 1 2"], await SubscriptionsAsync());
        Assert.IsType<TrialOutcome.HadAccess>(await TryAsync(channel));
    }

    private Task<PaymentId> BuyAsync() => Purchases.BuyAsync(Database, Db, channel, Buyer);

    private async Task TakeBackAsync(PaymentId payment)
    {
        await using var unit = await Database.BeginAsync(Ct);
        await SubscriptionChanges.TakeBackAsync(unit, payment, Ct);
        await unit.CommitAsync(Ct);
    }

    private async Task<TrialOutcome> TryAsync(ChannelId of)
    {
        await using var unit = await Database.BeginAsync(Ct);
        var user = new TelegramUserId(Buyer);
        var outcome = await SubscriptionChanges.StartTrialAsync(unit, user, of, days: 7, Ct);
        await unit.CommitAsync(Ct);
        return outcome;
    }

    // State, days left, first entry of the run, tier, entries.
    private Task<IReadOnlyList<string>> SubscriptionsAsync() =>
        Db.ListAsync(
            """
            select concat_ws(' ', state, extract(day from paid_until - $1), run_seq, tier_no,
                       version)
              from subscriptions
            """,
            Clock.GetUtcNow()
        );

    private Task<IReadOnlyList<string>> LogAsync() =>
        Db.ListAsync(
            "select concat_ws(' ', seq, kind, access) from subscription_events order by seq"
        );
}
