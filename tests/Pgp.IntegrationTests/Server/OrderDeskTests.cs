using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Common.Database;
using Pgp.Common.Policies;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Server.Shop;
using Pgp.Server.Speaking;
using Pgp.Testing;
using Pgp.Texts;

namespace Pgp.IntegrationTests.Server;

/// <summary>What one buyer may spend, and whether anybody may buy at all.</summary>
public sealed class OrderDeskTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private static readonly TelegramUserId Buyer = new(7);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private Channel channel = null!;
    private long updates;

    private Database Database => Db.As(ServiceName.Server, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        channel = new Channel(await Seed.ChannelAsync(Db), "Ab3dEf6hIj9k", "News");
    }

    [Theory]
    [InlineData("1000", true)]
    [InlineData("1000.01", false)]
    public async Task One_payment_may_be_as_much_as_the_limit(string price, bool isPlaced) =>
        await BuyAsync(price, isPlaced ? null : "at most 1,000.00 USD.");

    [Fact]
    public async Task Open_orders_count_for_a_day_to_the_last_cent()
    {
        await BuyAsync("1000", times: 4);
        await BuyAsync("999.99");
        await BuyAsync("0.02", "5,000.00 USD within 24 hours");
        await BuyAsync("0.01");

        Clock.Advance(Day - Instant);
        await BuyAsync("0.01", "within 24 hours");
        Clock.Advance(Instant);
        await BuyAsync("1000", times: 5);
        await BuyAsync("0.01", "within 24 hours");
    }

    [Fact]
    public async Task Paid_orders_count_for_thirty_days_from_the_payment()
    {
        for (var day = 0; day < 5; day++)
        {
            for (var i = 0; i < 5; i++)
            {
                await PaidAsync(await BuyAsync("1000"), "paid");
            }

            Clock.Advance(Day);
        }

        await BuyAsync("0.01", "25,000.00 USD within 30 days");
        Clock.Advance(TimeSpan.FromDays(25) - Instant);
        await BuyAsync("0.01", "within 30 days");
        Clock.Advance(Instant);
        await BuyAsync("1000", times: 5);
        await BuyAsync("0.01", "within 30 days");
    }

    [Fact]
    public async Task An_old_order_that_is_paid_counts_when_it_is_paid()
    {
        var old = await BuyAsync("1000");
        Clock.Advance(Day * 3);
        await BuyAsync("1000", times: 4);
        await PaidAsync(old, "paid");

        await BuyAsync("0.01", "within 24 hours");
        Clock.Advance(Day);
        await BuyAsync("1000", times: 5);
    }

    [Theory]
    [InlineData("confirming", true)]
    [InlineData("partially_paid", true)]
    [InlineData("quarantined", true)]
    [InlineData("waiting", false)]
    [InlineData("failed", false)]
    [InlineData("expired", false)]
    [InlineData("refunded", false)]
    public async Task Money_counts_from_when_it_is_on_its_way_until_it_is_sent_back(
        string state,
        bool counts
    )
    {
        await PaidAsync(await BuyAsync("1000"), state);
        Clock.Advance(Day - Instant);
        await BuyAsync("1000", times: 4);
        Clock.Advance(Instant);
        // The day of the order itself is over; what came of it a moment ago is another matter.
        await Db.RunAsync("update payments set created_at = $1", Clock.GetUtcNow());

        await BuyAsync("1000", counts ? "within 24 hours" : null);
    }

    [Fact]
    public async Task Who_sent_more_than_asked_has_spent_more()
    {
        await PaidAsync(await BuyAsync("10"), "paid", usd: 4990.01m);

        await BuyAsync("10", "within 24 hours");
        await BuyAsync("9.99");
    }

    [Fact]
    public async Task Another_buyer_has_limits_of_his_own()
    {
        await BuyAsync("1000", times: 5);
        await BuyAsync("1000", because: null, new TelegramUserId(8));
    }

    [Fact]
    public async Task Ten_orders_at_once_get_no_more_room_than_one_after_the_other()
    {
        var placements = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => PlaceAsync("1000", Buyer))
        );

        Assert.Equal(5, placements.Count(placement => placement is Placement.Placed));
        Assert.Equal(5, placements.Count(placement => placement is Placement.Refused));
        Assert.Equal(5, await Db.AskAsync<long>("select count(*) from orders"));
        Assert.Equal(5, await Db.AskAsync<long>("select count(*) from bot_updates"));
    }

    [Fact]
    public async Task A_changed_limit_counts_at_once()
    {
        var oversight = Db.As(ServiceName.Oversight, Clock);
        var (type, usd) = ("per_transaction_max", Amount<Usd>.Parse("20"));
        await LimitChangeQueries.SetAsync(oversight, type, usd, "anna", "a test", Ct);

        await BuyAsync("20");
        await BuyAsync("20.01", "at most 20.00 USD.");
    }

    [Fact]
    public async Task Nothing_is_created_while_new_invoices_are_off()
    {
        var oversight = Db.As(ServiceName.Oversight, Clock);
        await SwitchChangeQueries.SetAsync(
            oversight,
            KillSwitch.NewInvoices,
            false,
            "anna",
            "a",
            Ct
        );
        await BuyAsync("10", "No new payments are taken at the moment");
        Assert.Equal(0, await Db.AskAsync<long>("select count(*) from orders"));
        Assert.Equal(0, await Db.AskAsync<long>("select count(*) from bot_updates"));

        await SwitchChangeQueries.SetAsync(
            oversight,
            KillSwitch.NewInvoices,
            true,
            "anna",
            "b",
            Ct
        );
        await BuyAsync("10");
    }

    private async Task BuyAsync(string price, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await BuyAsync(price);
        }
    }

    /// <param name="because">What a refused buyer hears; null when an order is placed.</param>
    private async Task<OrderId> BuyAsync(
        string price,
        string? because = null,
        TelegramUserId? buyer = null
    )
    {
        var placement = await PlaceAsync(price, buyer ?? Buyer);
        if (because is not null)
        {
            var refused = Assert.IsType<Placement.Refused>(placement);
            Assert.Contains(because, refused.Because.Html);
            return default;
        }

        return Assert.IsType<Placement.Placed>(placement).Order.Id;
    }

    private Task<Placement> PlaceAsync(string price, TelegramUserId buyer) =>
        new OrderDesk(Database, NullLogger<OrderDesk>.Instance).PlaceAsync(
            Interlocked.Increment(ref updates),
            new Person(buyer, Speech.In(Language.English)),
            Offer.Donation(channel, Amount<Usd>.Parse(price)),
            Ct
        );

    private async Task PaidAsync(OrderId order, string state, decimal? usd = null)
    {
        var provider = Guid.NewGuid().ToString("N");
        await Seed.PaymentAsync(Db, order, provider, state);
        await Db.RunAsync(
            """
            update payments
               set created_at  = $2,
                   paid_at     = case when state = 'paid' then $2 end,
                   outcome_usd = $3
             where provider_payment_id = $1
            """,
            provider,
            Clock.GetUtcNow(),
            usd
        );
    }
}
