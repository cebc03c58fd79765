using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Pgp.Common.Database;
using Pgp.Common.Settings;
using Pgp.Common.Tokens;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Orchestrator;
using Pgp.Orchestrator.Subscriptions;
using Pgp.WebApi;

namespace Pgp.IntegrationTests.WebApi;

/// <summary>What a buyer takes.</summary>
internal sealed record Offer(string Kind, int? Tier, int Days, string Price)
{
    public static Offer Month { get; } = new("subscription", 1, 30, "9.99");

    public static Offer Donation { get; } = new("donation", null, 0, "5");

    public static Offer Gift { get; } = new("gift", 1, 30, "9.99");
}

/// <summary>
/// Owners, their channels and what is bought there. Payments are settled by ORCHESTRATOR's own code,
/// so that books, subscriptions and payments belong together.
/// </summary>
internal sealed class OwnerScene(TestDatabase db, FakeTimeProvider clock)
{
    public static readonly TelegramUserId Alice = new(1_001);
    public static readonly TelegramUserId Bob = new(1_002);

    private static readonly BasisPoints Fee = new(300);

    private int last;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Database Orchestrator => db.As(ServiceName.Orchestrator, clock);

    public Database WebApi => db.As(ServiceName.WebApi, clock);

    public static WebApiOptions Options { get; } =
        new(
            new Secret("admin"),
            new KeyRing(SigningKey.Of(new Secret(new string('a', 64))), null),
            "bot",
            new Uri("http://site.test"),
            TimeSpan.FromHours(24),
            AttemptScale: 1
        )
        {
            Explorer = new Uri("https://explorer.test/tx/"),
        };

    public async Task<ChannelId> ChannelAsync(TelegramUserId owner, string strategy = "instant")
    {
        var channel = await Seed.ChannelAsync(db);
        await db.RunAsync(
            """
            update channels
               set owner_user_id = $2, payout_strategy = $3,
                   payout_threshold_usd = case $3 when 'threshold' then 50 end,
                   payout_coin = case $3 when 'threshold' then 'usdt@eth' else payout_coin end,
                   created_at = $4
             where channel_id = $1
            """,
            channel.Value,
            owner.Value,
            strategy,
            Tick()
        );
        await db.RunAsync(
            "insert into tiers (channel_id, tier_no, price_usd, days) values ($1, 1, 9.99, 30)",
            channel.Value
        );
        return channel;
    }

    public async Task<OrderId> OrderAsync(
        ChannelId channel,
        long user,
        Offer offer,
        bool isAnonymous = false,
        bool isInvoiced = true
    )
    {
        var id = OrderId.New(clock);
        await db.RunAsync(
            """
            insert into orders (
                order_id, update_id, user_id, channel_id, kind, tier_no, days, price_usd, state,
                invoice_id, invoice_url, status_token, is_anonymous, created_at, invoiced_at)
            values ($1, $2, $3, $4, $5, $6, nullif($7, 0), $8,
                    case when $9 then 'invoiced' else 'created' end,
                    case when $9 then $10 end, case when $9 then 'https://invoice.test/1' end, $10,
                    $11, $12, case when $9 then $12 end)
            """,
            id.Value,
            (long)++last,
            user,
            channel.Value,
            offer.Kind,
            (object?)offer.Tier ?? DBNull.Value,
            offer.Days,
            decimal.Parse(offer.Price, CultureInfo.InvariantCulture),
            isInvoiced,
            id.ToString(),
            isAnonymous,
            Tick()
        );
        return id;
    }

    /// <summary>A payment that has begun, in the state given.</summary>
    public async Task<PaymentId> BeginAsync(OrderId order, string state = "confirming")
    {
        var id = PaymentId.New(clock);
        await db.RunAsync(
            """
            insert into payments (
                payment_id, provider, provider_payment_id, order_id, channel_id, kind, state,
                provider_status, reason, pay_coin, pay_amount, created_at, updated_at)
            select $1, 'nowpayments', $2, order_id, channel_id, kind, $4, 'confirming',
                   case $4 when 'quarantined' then 'price_differs' end, 'usdt@eth',
                   (price_usd * 1000000)::numeric(78, 0), $5, $5
              from orders
             where order_id = $3
            """,
            id.Value,
            string.Create(CultureInfo.InvariantCulture, $"provider{++last}"),
            order.Value,
            state,
            Tick()
        );
        return id;
    }

    /// <summary>Somebody buys, and pays in USDT what is asked for.</summary>
    public async Task<PaymentId> SellAsync(
        ChannelId channel,
        long user,
        Offer offer,
        bool isAnonymous = false
    )
    {
        var order = await OrderAsync(channel, user, offer, isAnonymous);
        var payment = await BeginAsync(order);
        await SettleAsync(order, payment, CoinAmount.Parse(Coin.Usdt, offer.Price), offer.Price);
        return payment;
    }

    public async Task SettleAsync(
        OrderId order,
        PaymentId payment,
        CoinAmount received,
        string usd
    )
    {
        await using var unit = await Orchestrator.BeginAsync(Ct);
        var terms = (await OrderQueries.FindAsync(unit, order, Ct))!;
        var (fee, net) = received.Split(Fee);
        var settled = new Verdict.Settled(
            received,
            Amount<Usd>.Parse(usd),
            fee,
            net,
            new Valuation(new Adapters.Prices.UsdPrice(1), "coingecko", IsFallback: false),
            Note: null
        );
        await Effects.ApplyAsync(unit, payment, terms, settled, Fee, Ct);
        await unit.CommitAsync(Ct);
        Tick();
    }

    /// <summary>The provider sends it back.</summary>
    public async Task SendBackAsync(PaymentId payment)
    {
        await using var unit = await Orchestrator.BeginAsync(Ct);
        await SubscriptionChanges.TakeBackAsync(unit, payment, Ct);
        await unit.CommitAsync(Ct);
        await db.RunAsync(
            """
            update payments
               set state = 'refunded', reason = 'refunded_after_paid', updated_at = $2
             where payment_id = $1
            """,
            payment.Value,
            Tick()
        );
    }

    public async Task TryAsync(ChannelId channel, long user, int days)
    {
        await using var unit = await Orchestrator.BeginAsync(Ct);
        await SubscriptionChanges.StartTrialAsync(
            unit,
            new TelegramUserId(user),
            channel,
            days,
            Ct
        );
        await unit.CommitAsync(Ct);
        Tick();
    }

    public Task<string> SweepAsync() => new SubscriptionSweepJob(Orchestrator).RunAsync(Ct);

    /// <summary>Asks as the web API does.</summary>
    public async Task<T> AskAsync<T>(Func<Unit, Task<T>> ask)
    {
        await using var unit = await WebApi.BeginAsync(Ct);
        return await ask(unit);
    }

    /// <summary>Now; and a moment passes, which is the order of ids.</summary>
    public DateTimeOffset Tick()
    {
        var now = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromMilliseconds(2));
        return now;
    }
}
