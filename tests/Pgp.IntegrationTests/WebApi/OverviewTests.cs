using System.Globalization;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;
using Pgp.WebApi.Analytics;

namespace Pgp.IntegrationTests.WebApi;

/// <summary>The figures of <c>docs/analytics.md</c>, on what ORCHESTRATOR wrote.</summary>
public sealed class OverviewTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private static readonly Offer Dear = new("subscription", 2, 30, "19.99");
    private static readonly Offer Quarter = new("subscription", 3, 90, "24.99");

    // What the books say of each day, whatever the payments' own rows say: USDT count as dollars.
    private const string BooksSql = """
        select concat_ws(' ', to_char(e.booked_at, 'YYYY-MM-DD'),
                   trim_scale(sum(g.amount) filter (where g.account = 'wallet:host') * 0.000001),
                   trim_scale(-sum(g.amount) filter (where g.account = 'platform:fees')
                              * 0.000001),
                   trim_scale(-sum(g.amount) filter (where g.account like 'owner:%') * 0.000001))
          from ledger_entries e
          join ledger_postings g using (entry_id)
         where e.kind = 'payment_settled'
           and g.coin = 'usdt@eth'
           and e.payment_id in (select payment_id from payments where channel_id = any($1))
         group by to_char(e.booked_at, 'YYYY-MM-DD')
         order by 1
        """;

    private OwnerScene scene = null!;
    private ChannelId first;
    private ChannelId second;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        scene = new OwnerScene(Db, Clock);
        first = await scene.ChannelAsync(OwnerScene.Alice);
        second = await scene.ChannelAsync(OwnerScene.Alice);
    }

    [Fact]
    public async Task Earnings_of_each_day_are_what_the_books_say()
    {
        var bobs = await scene.ChannelAsync(OwnerScene.Bob);
        var random = new Random(20_260_115);
        for (var number = 1; number <= 60; number++)
        {
            // Many digits, so that every fee is rounded.
            var price = (1 + (random.Next(0, 90_000_000) / 1_000_000m)).ToString(
                CultureInfo.InvariantCulture
            );
            var offer = random.Next(3) switch
            {
                0 => Offer.Donation with { Price = price },
                1 => Offer.Gift with { Price = price },
                _ => Offer.Month with { Price = price },
            };
            var channel = random.Next(3) switch
            {
                0 => bobs,
                1 => second,
                _ => first,
            };
            var payment = await scene.SellAsync(channel, number, offer);
            if (random.Next(8) == 0)
            {
                // Its money came and went on; the books stay, and so do the earnings.
                await scene.SendBackAsync(payment);
            }

            Clock.Advance(TimeSpan.FromHours(random.Next(20)));
        }

        var overview = await DrawAsync(OwnerScene.Alice, Days("2026-01-01", "2026-03-31"));
        var days = overview.Earnings.Where(day => day.Payments > 0).ToList();
        Assert.Equal(90, overview.Earnings.Count);
        Assert.Equal(
            await Db.ListAsync(BooksSql, (object)new[] { first.Value, second.Value }),
            days.Select(day => $"{day.Day} {day.GrossUsd} {day.FeeUsd} {day.NetUsd}")
        );
        Assert.Equal(
            Sum(days.Select(day => day.GrossUsd)),
            Amount<Usd>.Parse(overview.Totals.GrossUsd)
        );
        Assert.Equal(
            Sum(days.Select(day => day.NetUsd)) + Sum(days.Select(day => day.FeeUsd)),
            Amount<Usd>.Parse(overview.Totals.GrossUsd)
        );
        Assert.Equal(
            await Db.AskAsync<decimal>(
                """
                select sum(outcome_usd)
                  from payments where kind = 'donation' and channel_id = any($1)
                """,
                (object)new[] { first.Value, second.Value }
            ),
            decimal.Parse(overview.Totals.DonationsUsd, CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public async Task Nobody_sees_the_figures_of_others()
    {
        await scene.SellAsync(first, 1, Offer.Month);
        var overview = await DrawAsync(OwnerScene.Bob, ThisMonth);
        Assert.Equal(new EarningsTotals("0", "0", "0", "0", 0), overview.Totals);
        Assert.Equal(new SubscriberCounts(0, 0, 0, 0, 0, 0), overview.Subscribers);
        Assert.Equal("0", overview.Mrr.NowUsd);
        Assert.Null(overview.Churn.MonthlyRatePercent);
        Assert.Null(overview.LifetimeValueUsd);
        Assert.All(overview.Funnel, step => Assert.Equal(0, step.Count));
        Assert.Empty(overview.PerTier);
        Assert.Empty(overview.LastPayments);
        var foreign = await scene.AskAsync(unit =>
            Overview.DrawAsync(unit, new OverviewScope(OwnerScene.Bob, first), ThisMonth, Ct)
        );
        Assert.Equal(0, foreign.Totals.Payments);
    }

    [Fact]
    public async Task Subscribers_are_counted_by_what_they_are_now()
    {
        await scene.SellAsync(first, 1, Offer.Month);
        await scene.TryAsync(first, 2, days: 30);
        await scene.SellAsync(first, 3, Quarter);
        Clock.Advance(TimeSpan.FromDays(25));
        await scene.SellAsync(second, 1, Dear);

        var counts = (await DrawAsync(OwnerScene.Alice, ThisMonth)).Subscribers;
        // Of the first channel one is paid for five days more, and one tries.
        Assert.Equal(new SubscriberCounts(3, 1, 0, 1, 3, 0), counts);

        Clock.Advance(TimeSpan.FromDays(6));
        await scene.SweepAsync();
        counts = (await DrawAsync(OwnerScene.Alice, ThisMonth)).Subscribers;
        Assert.Equal(new SubscriberCounts(2, 0, 1, 0, 1, 1), counts);
    }

    [Fact]
    public async Task Recurring_revenue_moves_by_month_and_adds_up()
    {
        await scene.SellAsync(first, 1, Offer.Month);
        await scene.SellAsync(first, 2, Quarter);
        await scene.SellAsync(second, 2, Offer.Month);
        await scene.TryAsync(second, 3, days: 90);
        Clock.Advance(TimeSpan.FromDays(20));
        await scene.SellAsync(second, 2, Dear);
        await scene.SellAsync(first, 4, Dear);
        await scene.SellAsync(first, 4, Offer.Donation);
        Clock.Advance(TimeSpan.FromDays(20));
        await scene.SweepAsync();

        var overview = await DrawAsync(OwnerScene.Alice, Days("2026-01-01", "2026-02-28"));
        Assert.Equal(
            [
                new MovementView("2026-01", "0", "28.31", "0", "0", "0", "0", "28.31"),
                new MovementView("2026-02", "28.31", "19.99", "10", "0", "-9.99", "0", "48.31"),
            ],
            overview.Mrr.Movement
        );
        Assert.Equal("48.31", overview.Mrr.NowUsd);
        // One of three who paid 30 days ago left; 48.31 / 3 a month each.
        Assert.Equal("33.33", overview.Churn.MonthlyRatePercent);
        Assert.Equal("48.31", overview.LifetimeValueUsd);

        var one = await scene.AskAsync(unit =>
            Overview.DrawAsync(
                unit,
                new OverviewScope(OwnerScene.Alice, first),
                Days("2026-02-01", "2026-02-28"),
                Ct
            )
        );
        Assert.Equal(
            [new MovementView("2026-02", "18.32", "19.99", "0", "0", "-9.99", "0", "28.32")],
            one.Mrr.Movement
        );
    }

    [Fact]
    public async Task Tiers_show_who_is_in_by_them_and_what_they_brought()
    {
        await scene.SellAsync(first, 1, Offer.Month);
        await scene.SellAsync(first, 2, Offer.Month);
        await scene.SellAsync(first, 3, Dear);
        await scene.SellAsync(first, 4, Offer.Gift);
        await scene.SellAsync(first, 5, Offer.Donation);

        var tiers = (await DrawAsync(OwnerScene.Alice, ThisMonth)).PerTier;
        Assert.Equal(
            [
                new TierLine(first.ToString(), 1, "9.99", 2, "29.97"),
                // Bought before its tier was taken away.
                new TierLine(first.ToString(), 2, null, 1, "19.99"),
                new TierLine(second.ToString(), 1, "9.99", 0, "0"),
            ],
            tiers
        );
    }

    [Fact]
    public async Task The_funnel_follows_the_orders_of_the_days()
    {
        await scene.OrderAsync(first, 1, Offer.Month, isInvoiced: false);
        await scene.OrderAsync(first, 2, Offer.Month);
        await scene.OrderAsync(first, 3, Offer.Donation);
        await scene.BeginAsync(await scene.OrderAsync(first, 4, Offer.Month), "expired");
        var inside = await scene.SellAsync(first, 5, Offer.Month);
        await scene.SellAsync(first, 6, Offer.Month);
        await scene.SellAsync(first, 7, Offer.Month);
        await Db.RunAsync(
            """
            insert into invites (cause, payment_id, user_id, closed_channel_id, state, created_at)
            select 'payment:5', $1, 5, closed_channel_id, 'member', now()
              from channels where channel_id = $2
            """,
            inside.Value,
            first.Value
        );
        await Db.RunAsync(
            """
            insert into channel_joins (update_id, chat_id, user_id, joined_at)
            select 1, closed_channel_id, 6, $2::timestamptz from channels where channel_id = $1
             union all
            select 2, closed_channel_id, 7, $2::timestamptz - interval '1 day'
              from channels where channel_id = $1
            """,
            first.Value,
            Clock.GetUtcNow()
        );

        Assert.Equal(
            [
                new FunnelStep("ordered", 6),
                new FunnelStep("invoiced", 5),
                new FunnelStep("paid", 3),
                new FunnelStep("joined", 2),
            ],
            (await DrawAsync(OwnerScene.Alice, ThisMonth)).Funnel
        );
    }

    [Fact]
    public async Task The_last_five_payments_are_the_first_five_of_the_list()
    {
        var sold = new List<string>();
        for (var user = 1; user <= 7; user++)
        {
            var channel = user % 2 == 0 ? first : second;
            sold.Insert(0, (await scene.SellAsync(channel, user, Offer.Month)).ToString());
        }

        var overview = await DrawAsync(OwnerScene.Alice, ThisMonth);
        Assert.Equal(sold[..5], overview.LastPayments.Select(payment => payment.PaymentId));
    }

    [Fact]
    public async Task Every_active_subscriber_counts_at_his_last_price_after_half_a_year_of_chance()
    {
        var random = new Random(7_042);
        var payments = new List<PaymentId>();
        for (var step = 0; step < 150; step++)
        {
            Clock.Advance(TimeSpan.FromHours(random.Next(1, 60)));
            var user = random.Next(1, 25);
            var channel = random.Next(2) == 0 ? first : second;
            switch (random.Next(12))
            {
                case 0:
                    await scene.TryAsync(channel, user, random.Next(1, 30));
                    break;
                case 1 when payments.Count > 0:
                    var back = payments[random.Next(payments.Count)];
                    payments.Remove(back);
                    await scene.SendBackAsync(back);
                    break;
                case 2:
                    await scene.SweepAsync();
                    break;
                default:
                    var offers = new[] { Offer.Month, Dear, Quarter };
                    var offer = offers[random.Next(3)];
                    payments.Add(await scene.SellAsync(channel, user, offer));
                    break;
            }
        }

        await scene.SweepAsync();
        var overview = await DrawAsync(OwnerScene.Alice, Days("2026-01-01", "2026-12-31"));
        // The newest days of each that were not taken back: what the tier of the row says, too.
        var expected = await Db.AskAsync<decimal>(
            """
            select sum(trunc(o.price_usd * 30 / o.days, 6))
              from subscriptions s
             cross join lateral (
                   select e.payment_id
                     from subscription_events e
                     join payments p using (payment_id)
                    where e.subscription_id = s.subscription_id
                      and e.seq >= s.run_seq
                      and e.days is not null
                      and p.state = 'paid'
                    order by e.seq desc
                    limit 1) newest
              join payments p using (payment_id)
              join orders o using (order_id)
             where s.state = 'active'
               and o.tier_no = s.tier_no
            """
        );
        Assert.True(expected > 0);
        Assert.Equal(expected, decimal.Parse(overview.Mrr.NowUsd, CultureInfo.InvariantCulture));
        Assert.Equal(overview.Mrr.NowUsd, overview.Mrr.Movement[^1].Closing);
        foreach (var (month, next) in overview.Mrr.Movement.Zip(overview.Mrr.Movement.Skip(1)))
        {
            Assert.Equal(month.Closing, next.Opening);
        }
    }

    private DaySpan ThisMonth => DaySpan.Standard(Clock.GetUtcNow());

    private static DaySpan Days(string first, string last) =>
        new(
            DateOnly.ParseExact(first, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateOnly.ParseExact(last, "yyyy-MM-dd", CultureInfo.InvariantCulture)
        );

    private static Amount<Usd> Sum(IEnumerable<string> dollars) =>
        dollars.Aggregate(Amount<Usd>.Zero, (sum, text) => sum + Amount<Usd>.Parse(text));

    private Task<OverviewView> DrawAsync(TelegramUserId owner, DaySpan days) =>
        scene.AskAsync(unit =>
            Overview.DrawAsync(unit, new OverviewScope(owner, Channel: null), days, Ct)
        );
}
