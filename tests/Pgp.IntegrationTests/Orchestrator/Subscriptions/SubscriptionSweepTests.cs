using Pgp.Common.Database;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Orchestrator.Subscriptions;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Orchestrator.Subscriptions;

public sealed class SubscriptionSweepTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    // The buyer of the seeded orders.
    private const long Buyer = 123456789;

    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private ChannelId channel;

    private Database Database => Db.As(ServiceName.Orchestrator, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        channel = await Seed.ChannelAsync(Db);
    }

    [Fact]
    public async Task Grace_begins_when_the_days_are_over_and_access_ends_after_it()
    {
        await BuyAsync();
        Clock.Advance(Month - TimeSpan.FromSeconds(1));
        Assert.Equal("due 0", await SweepAsync());
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("due 1, grace_started 1", await SweepAsync());
        Assert.Equal("due 0", await SweepAsync());
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal("due 1, expired 1", await SweepAsync());
        Assert.Equal(
            ["1 purchased active opened", "2 grace_started grace", "3 expired expired closed"],
            await LogAsync()
        );
    }

    [Fact]
    public async Task The_owner_hears_of_an_end_once_and_not_of_grace()
    {
        await BuyAsync();
        Clock.Advance(Month);
        await SweepAsync();
        Assert.Empty(await NewsAsync());
        Clock.Advance(TimeSpan.FromDays(3));
        await SweepAsync();
        await SweepAsync();
        var subscription = await Db.AskAsync<Guid>("select subscription_id from subscriptions");
        Assert.Equal(
            [$"SubscriptionExpired {channel} {new SubscriptionId(subscription)}:3"],
            await NewsAsync()
        );
    }

    [Fact]
    public async Task After_a_long_silence_one_sweep_catches_up()
    {
        await BuyAsync();
        Clock.Advance(TimeSpan.FromDays(300));
        Assert.Equal("due 1, expired 1, grace_started 1", await SweepAsync());
        Assert.Equal(
            ["grace_started 30 00:00:00", "expired 33 00:00:00"],
            await Db.ListAsync(
                """
                select concat_ws(' ', kind, extract(day from due - $1), (due - $1)::time)
                  from subscription_events
                 where payment_id is null
                 order by seq
                """,
                Clock.GetUtcNow() - TimeSpan.FromDays(300)
            )
        );
    }

    [Fact]
    public async Task Sweeps_of_many_processes_move_each_subscription_once()
    {
        await SeedManyAsync(1_000);
        Clock.Advance(Month);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(SweepAsync, Ct)));
        Assert.Equal(
            ["grace 1000 2000"],
            await Db.ListAsync(
                """
                select concat_ws(' ', state, count(*),
                           (select count(*) from subscription_events))
                  from subscriptions
                 group by state
                """
            )
        );
    }

    [Fact]
    public async Task A_purchase_that_is_being_recorded_is_not_swept_away()
    {
        await BuyAsync();
        await Db.RunAsync("update channels set grace_days = 0");
        Clock.Advance(Month);
        var order = await Seed.OrderAsync(Db, channel, Clock.GetUtcNow());
        var payment = await Seed.PaymentAsync(Db, order, "second", "paid");
        await using (var unit = await Database.BeginAsync(Ct))
        {
            var terms = Purchases.Terms(order, Buyer, channel, days: 30, tier: 1);
            await SubscriptionChanges.BuyAsync(unit, payment, terms, Ct);
            Assert.Equal("due 0", await SweepAsync());
            await unit.CommitAsync(Ct);
        }

        Assert.Equal("due 0", await SweepAsync());
        Assert.Equal(["1 purchased active opened", "2 renewed active"], await LogAsync());
    }

    [Fact]
    public async Task Nobody_is_removed_while_a_payment_is_confirming()
    {
        await BuyAsync();
        await Db.RunAsync("update channels set grace_days = 0");
        var order = await Seed.OrderAsync(Db, channel, Clock.GetUtcNow());
        var payment = await Seed.PaymentAsync(Db, order, "second", "confirming");
        Clock.Advance(Month);
        Assert.Equal("due 1, waited 1", await SweepAsync());
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("due 1", await SweepAsync());
        await Db.RunAsync(
            "update payments set state = 'failed' where payment_id = $1",
            payment.Value
        );
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("due 1, expired 1", await SweepAsync());
    }

    [Theory]
    [InlineData("waiting", "subscription")]
    [InlineData("partially_paid", "subscription")]
    [InlineData("confirming", "donation")]
    public async Task Other_payments_hold_nobody(string state, string kind)
    {
        await BuyAsync();
        await Db.RunAsync("update channels set grace_days = 0");
        var order = await Seed.OrderAsync(Db, channel, Clock.GetUtcNow());
        await Seed.PaymentAsync(Db, order, "second", state);
        await Db.RunAsync(
            """
            update orders
               set kind    = $2,
                   tier_no = case $2 when 'donation' then null else tier_no end,
                   days    = case $2 when 'donation' then null else days end
             where order_id = $1
            """,
            order.Value,
            kind
        );
        Clock.Advance(Month);
        Assert.Equal("due 1, expired 1", await SweepAsync());
    }

    [Fact]
    public async Task The_database_refuses_an_effect_that_was_there_before()
    {
        await BuyAsync();
        Clock.Advance(Month);
        await SweepAsync();
        await MustRefuseAsync(
            "23505",
            () =>
                Db.RunAsync(
                    """
                    insert into subscription_events (
                        subscription_id, seq, kind, state, due, created_at)
                    select subscription_id, 99, kind, state, due, now()
                      from subscription_events
                     where kind = 'grace_started'
                    """
                )
        );
    }

    [Fact]
    public async Task Those_that_are_due_are_found_by_one_index_among_many()
    {
        await SeedManyAsync(20_000);
        await Db.RunAsync(
            "update subscriptions set next_action_at = $1 where user_id <= 50",
            Clock.GetUtcNow()
        );
        await Db.RunAsync("analyze subscriptions");
        var sql = SqlConstants
            .All.Single(one => one is { Name: "TakeDueSql", Project: "Pgp.Orchestrator" })
            .Text;
        var plan = string.Join('\n', await Db.ListAsync($"explain {sql}", Clock.GetUtcNow(), 200));
        Assert.Contains("Index Scan using subscriptions_due", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on subscriptions", plan, StringComparison.Ordinal);
    }

    private Task<PaymentId> BuyAsync() => Purchases.BuyAsync(Database, Db, channel, Buyer);

    private Task<string> SweepAsync() => Purchases.SweepAsync(Database);

    private Task<IReadOnlyList<string>> NewsAsync() =>
        Db.ListAsync(
            """
            select concat_ws(' ', payload::json ->> 'event', payload::json ->> 'channel_id',
                             payload::json ->> 'subject')
              from outbox
             where name = $1
            """,
            OwnerEventPublished.Definition.Name
        );

    private Task<IReadOnlyList<string>> LogAsync() =>
        Db.ListAsync(
            "select concat_ws(' ', seq, kind, state, access) from subscription_events order by seq"
        );

    // As a trial of a month, so that no orders and payments are needed.
    private Task<int> SeedManyAsync(int count) =>
        Db.RunAsync(
            """
            with made as (
                insert into subscriptions (
                    subscription_id, user_id, channel_id, state, paid_until, next_action_at,
                    run_seq, version, created_at, updated_at)
                select gen_random_uuid(), number, $1, 'active', $2 + interval '720 hours',
                       $2 + interval '720 hours', 1, 1, $2, $2
                  from generate_series(1, $3) as number
                returning subscription_id
            )
            insert into subscription_events (
                subscription_id, seq, kind, state, due, access, days, valid_from, valid_until,
                created_at)
            select subscription_id, 1, 'trial_started', 'active', $2, 'opened', 30, $2,
                   $2 + interval '720 hours', $2
              from made
            """,
            channel.Value,
            Clock.GetUtcNow(),
            count
        );
}
