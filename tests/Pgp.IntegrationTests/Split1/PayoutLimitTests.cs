using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Common.Database;
using Pgp.Common.Policies;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Split1;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Split1;

/// <summary>Payouts over a limit wait, and nothing is set aside for them meanwhile.</summary>
public sealed class PayoutLimitTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private static readonly Split1Options Options = new(TimeSpan.FromMinutes(5));
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private ChannelId channel;

    private Database Database => Db.As(ServiceName.Split1, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        channel = await Seed.ChannelAsync(Db);
    }

    [Fact]
    public async Task Exactly_the_limit_is_set_aside_and_a_micro_dollar_more_waits()
    {
        await BeginAsync(await SettleAsync(10000m));
        Assert.Equal("created|f||10000.000000|aside|", await StateAsync());
        Assert.Equal(1, await BookedAsync());

        var over = await BeginAsync(await SettleAsync(10000.000001m));
        Assert.Equal(
            "created|t|10000.000001 usd is over limit payout_per_transaction_max of 10000 usd; it "
                + "waits until the limit is raised|10000.000001||",
            await StateAsync(over)
        );
        Assert.Equal(1, await BookedAsync());
        Assert.Equal([$"{over} 0"], await RechecksAsync());
        Assert.Equal(1, await CountAsync(EstimateRequested.Definition));
    }

    [Fact]
    public async Task The_value_is_the_owners_share_of_what_arrived()
    {
        // 97 of 100 units arrived for the owner; a third of a micro-dollar is cut off.
        await BeginAsync(await SettleAsync(value: null, outcomeUsd: 100.000001m));
        Assert.Equal("created|f||97.000000|aside|", await StateAsync());
    }

    [Fact]
    public async Task It_goes_on_when_the_limit_is_raised()
    {
        var payout = await BeginAsync(await SettleAsync(10001m));
        await RecheckAsync(payout, 0);
        Assert.Equal([$"{payout} 0", $"{payout} 1"], await RechecksAsync());
        Assert.Equal(0, await BookedAsync());

        await RaiseAsync("payout_per_transaction_max", "10001");
        await RecheckAsync(payout, 1);

        Assert.Equal("created|f||10001.000000|aside|", await StateAsync(payout));
        Assert.Equal(1, await BookedAsync());
        Assert.Equal(1, await CountAsync(EstimateRequested.Definition));
        await RecheckAsync(payout, 1, isAgain: true);
        await RecheckAsync(payout, 2);
        Assert.Equal([$"{payout} 0", $"{payout} 1"], await RechecksAsync());
        Assert.Equal(1, await BookedAsync());
    }

    [Fact]
    public async Task It_goes_on_when_a_day_has_made_room()
    {
        await BeginAsync(await SettleAsync(10000m));
        await BeginAsync(await SettleAsync(10000m));
        var third = await BeginAsync(await SettleAsync(0.01m));
        Assert.StartsWith(
            "created|t|0.01 usd is over limit payout_daily_per_channel_max of 20000 usd, with what",
            await StateAsync(third),
            StringComparison.Ordinal
        );

        Clock.Advance(Day - Moment);
        await RecheckAsync(third, 0);
        Assert.Equal(2, await BookedAsync());
        Clock.Advance(Moment);
        await RecheckAsync(third, 1);
        Assert.Equal(3, await BookedAsync());
    }

    [Fact]
    public async Task What_was_given_back_leaves_its_room_and_another_channel_has_its_own()
    {
        var first = await BeginAsync(await SettleAsync(10000m));
        await BeginAsync(await SettleAsync(10000m));
        await Db.RunAsync(
            "update payouts set state = 'failed_review', reason = 'test' where payout_id = $1",
            first.Value
        );
        await BeginAsync(await SettleAsync(10000m));
        Assert.Equal(3, await BookedAsync());

        channel = await Seed.ChannelAsync(Db);
        await BeginAsync(await SettleAsync(10000m));
        Assert.Equal(4, await BookedAsync());
    }

    [Fact]
    public async Task A_direct_payout_that_waited_is_handed_over()
    {
        var payout = await BeginAsync(await SettleAsync(10001m, coin: "eth@eth"));
        Assert.Equal(0, await CountAsync(PayoutTriggered.Definition));

        await RaiseAsync("payout_per_transaction_max", "20000");
        await RecheckAsync(payout, 0);

        Assert.Equal("handed_over|f||10001.000000|aside|", await StateAsync(payout));
        Assert.Equal(1, await CountAsync(PayoutTriggered.Definition));
    }

    [Fact]
    public async Task A_batch_counts_with_its_usdt()
    {
        var over = await BeginBatchAsync(10_000_000_001);
        Assert.Contains("|10000.000001|", await StateAsync(over));
        Assert.Equal(0, await BookedAsync());

        await RaiseAsync("payout_per_transaction_max", "15000");
        await RecheckAsync(over, 0);

        Assert.Equal(1, await BookedAsync());
        Assert.Equal(
            "usdt@eth 10000000001",
            await Db.AskAsync<string>(
                """
                select coin || ' ' || amount from ledger_postings where account like 'owner:%'
                """
            )
        );
    }

    [Fact]
    public async Task Ten_payouts_at_once_get_no_more_room_than_one_after_the_other()
    {
        var payments = new List<PaymentId>();
        for (var i = 0; i < 10; i++)
        {
            payments.Add(await SettleAsync(4000m));
        }

        await Task.WhenAll(payments.Select(BeginAsync));

        Assert.Equal(5, await BookedAsync());
        Assert.Equal(
            5,
            await Db.AskAsync<long>("select count(*) from payouts where held_by_limit")
        );
    }

    [Fact]
    public async Task The_same_payment_again_is_the_same_payout()
    {
        var payment = await SettleAsync(4000m);
        await BeginAsync(payment);
        await BeginAsync(payment);
        Assert.Equal(1, await BookedAsync());
    }

    private async Task<PayoutId> BeginAsync(PaymentId payment)
    {
        var payout = PayoutId.Instant(payment);
        var log = NullLogger<PayoutRequestedHandler>.Instance;
        var handler = new PayoutRequestedHandler(Database, Options, log);
        var task = new PayoutRequested(payout, payment);
        Assert.IsType<TaskOutcome.Done>(await handler.HandleAsync(task, NewDelivery(), Ct));
        return payout;
    }

    private async Task<PayoutId> BeginBatchAsync(long microUsdt)
    {
        var batch = BatchId.New(TimeProvider.System);
        await Db.RunAsync(
            """
            insert into payout_batches (
                batch_id, channel_id, amount, credits, threshold_usd, target_coin, target_address,
                state, created_at, updated_at)
            values ($1, $2, $3, 1, 20, 'btc@btc', '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
                    'reserved', now(), now())
            """,
            batch.Value,
            channel.Value,
            microUsdt
        );
        var log = NullLogger<BatchPayoutRequestedHandler>.Instance;
        var handler = new BatchPayoutRequestedHandler(Database, Options, log);
        var task = new BatchPayoutRequested(batch);
        Assert.IsType<TaskOutcome.Done>(await handler.HandleAsync(task, NewDelivery(), Ct));
        return PayoutId.Batch(batch);
    }

    private async Task RecheckAsync(PayoutId payout, int look, bool isAgain = false)
    {
        var log = NullLogger<LimitRecheckHandler>.Instance;
        var handler = new LimitRecheckHandler(Database, Options, log);
        var task = new LimitRecheck(payout, look);
        var outcome = await handler.HandleAsync(task, NewDelivery(), Ct);
        Assert.IsType<TaskOutcome.Done>(outcome);
        if (isAgain)
        {
            await handler.HandleAsync(task, NewDelivery(), Ct);
        }
    }

    /// <summary>A settled payment whose owner's share is worth so much.</summary>
    private async Task<PaymentId> SettleAsync(
        decimal? value,
        decimal? outcomeUsd = null,
        string coin = "usdt@eth"
    )
    {
        var order = await Seed.OrderAsync(Db, channel, Clock.GetUtcNow());
        var id = await Seed.PaymentAsync(Db, order, Guid.NewGuid().ToString("N"), "paid");
        await Db.RunAsync(
            """
            update payments
               set outcome_usd     = coalesce($3, $4),
                   fee_amount      = case when $3 is null then fee_amount else 0 end,
                   net_amount      = case when $3 is null then net_amount else outcome_amount end,
                   channel_id      = $2,
                   payout_strategy = 'instant',
                   payout_coin     = $5
             where payment_id = $1
            """,
            id.Value,
            channel.Value,
            (object?)value,
            (object?)outcomeUsd,
            coin
        );
        return id;
    }

    private Task<bool> RaiseAsync(string type, string usd) =>
        LimitChangeQueries.SetAsync(
            Db.As(ServiceName.Oversight, Clock),
            type,
            Amount<Usd>.Parse(usd),
            "anna",
            "a test",
            Ct
        );

    private static Delivery NewDelivery() =>
        new(MessageId.New(TimeProvider.System), "split1", "test", 1, "ord_1", null);

    private async Task<string> StateAsync(PayoutId? payout = null) =>
        (
            await Db.ListAsync(
                """
                select concat_ws('|', state, held_by_limit, coalesce(reason, ''), value_usd,
                                 case when set_aside_at is null then '' else 'aside' end, '')
                  from payouts
                 where payout_id = coalesce($1, payout_id)
                """,
                payout?.Value
            )
        ).Single();

    private Task<long> BookedAsync() =>
        Db.AskAsync<long>("select count(*) from ledger_entries where kind = 'payout_created'");

    private Task<long> CountAsync(TaskDefinition kind) =>
        Db.AskAsync<long>("select count(*) from outbox where name = $1", kind.Name);

    private Task<IReadOnlyList<string>> RechecksAsync() =>
        Db.ListAsync(
            """
            select (payload::jsonb ->> 'payout_id') || ' ' || (payload::jsonb ->> 'look')
              from outbox
             where name = $1
             order by effect_key
            """,
            LimitRecheck.Definition.Name
        );
}
