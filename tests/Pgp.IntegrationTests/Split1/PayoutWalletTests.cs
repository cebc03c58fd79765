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

/// <summary>
/// A wallet that the rules of today refuse is paid nothing, whatever was stored (R10).
/// </summary>
public sealed class PayoutWalletTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string Right = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    private static readonly Split1Options Options = new(TimeSpan.FromMinutes(5));

    private ChannelId channel;

    private Database Database => Db.As(ServiceName.Split1, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        channel = await Seed.ChannelAsync(Db);
    }

    [Theory]
    [InlineData("usdt@trx", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", null, "created|")]
    [InlineData("xrp@xrp", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", "77", "created|")]
    [InlineData(
        "usdt@trx",
        "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u",
        null,
        "failed_review|wallet refused: payout_address bad_checksum"
    )]
    [InlineData(
        "eth@eth",
        "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        null,
        "failed_review|wallet refused: payout_address bad_checksum"
    )]
    [InlineData(
        "xrp@xrp",
        Right,
        "mine",
        "failed_review|wallet refused: payout_address wrong_network, payout_extra_id memo_malformed"
    )]
    [InlineData(
        "near@near",
        "owner.near.example",
        null,
        "failed_review|wallet refused: payout_coin unknown_pair"
    )]
    public async Task An_instant_payout_goes_on_only_to_a_right_wallet(
        string coin,
        string address,
        string? memo,
        string expected
    )
    {
        await BeginAsync(await SettleAsync(100m, coin, address, memo));

        Assert.Equal(expected, await StateAsync());
        var goesOn = expected == "created|";
        Assert.Equal(goesOn ? 1 : 0, await BookedAsync());
        Assert.Equal(goesOn ? 1 : 0, await CountAsync(EstimateRequested.Definition));
        Assert.Equal(0, await CountAsync(PayoutTriggered.Definition));
        Assert.Equal(goesOn ? 0 : 1, await CountAsync(OwnerEventPublished.Definition));
    }

    [Fact]
    public async Task A_refused_payout_delivered_again_is_refused_once()
    {
        var payment = await SettleAsync(100m, "eth@eth", Right, "77");
        await BeginAsync(payment);
        await BeginAsync(payment);

        Assert.Equal(
            "failed_review|wallet refused: payout_extra_id memo_not_expected",
            await StateAsync()
        );
        Assert.Equal(1, await CountAsync(OwnerEventPublished.Definition));
    }

    [Fact]
    public async Task A_refused_batch_gives_its_credits_back()
    {
        var batch = BatchId.New(TimeProvider.System);
        await Db.RunAsync(
            """
            insert into payout_batches (
                batch_id, channel_id, amount, credits, threshold_usd, target_coin, target_address,
                state, created_at, updated_at)
            values ($1, $2, 30000000, 1, 20, 'btc@btc', '1BoatSLRHtKNngkdXEeobR76b53LETtpyU',
                    'reserved', now(), now())
            """,
            batch.Value,
            channel.Value
        );
        var log = NullLogger<BatchPayoutRequestedHandler>.Instance;
        var handler = new BatchPayoutRequestedHandler(Database, Options, log);
        var task = new BatchPayoutRequested(batch);
        Assert.IsType<TaskOutcome.Done>(await handler.HandleAsync(task, NewDelivery(), Ct));

        var reason = "wallet refused: payout_address bad_checksum";
        Assert.Equal($"failed_review|{reason}", await StateAsync());
        Assert.Equal(
            [$"Released {reason}"],
            await Db.ListAsync(
                """
                select (payload::jsonb ->> 'result') || ' ' || (payload::jsonb ->> 'reason')
                  from outbox
                 where name = $1
                """,
                BatchPayoutEnded.Definition.Name
            )
        );
        Assert.Equal(0, await BookedAsync());
    }

    [Fact]
    public async Task A_payout_that_waited_for_room_is_judged_when_there_is_some()
    {
        var payout = await BeginAsync(
            await SettleAsync(10001m, "trx@trx", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u", null)
        );
        await LimitChangeQueries.SetAsync(
            Db.As(ServiceName.Oversight, Clock),
            "payout_per_transaction_max",
            Amount<Usd>.Parse("20000"),
            "anna",
            "a test",
            Ct
        );
        var log = NullLogger<LimitRecheckHandler>.Instance;
        var handler = new LimitRecheckHandler(Database, Options, log);
        await handler.HandleAsync(new LimitRecheck(payout, 0), NewDelivery(), Ct);

        Assert.Equal(
            "failed_review|wallet refused: payout_address bad_checksum",
            await StateAsync()
        );
        Assert.Equal(0, await BookedAsync());
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

    private async Task<PaymentId> SettleAsync(
        decimal value,
        string coin,
        string address,
        string? memo
    )
    {
        var order = await Seed.OrderAsync(Db, channel, Clock.GetUtcNow());
        var id = await Seed.PaymentAsync(Db, order, Guid.NewGuid().ToString("N"), "paid");
        await Db.RunAsync(
            """
            update payments
               set outcome_usd     = $3,
                   channel_id      = $2,
                   payout_strategy = 'instant',
                   payout_coin     = $4,
                   payout_address  = $5,
                   payout_extra_id = $6,
                   fee_amount      = 0,
                   net_amount      = outcome_amount
             where payment_id = $1
            """,
            id.Value,
            channel.Value,
            value,
            coin,
            address,
            memo
        );
        return id;
    }

    private static Delivery NewDelivery() =>
        new(MessageId.New(TimeProvider.System), "split1", "test", 1, "ord_1", null);

    private async Task<string> StateAsync() =>
        (await Db.ListAsync("select state || '|' || coalesce(reason, '') from payouts")).Single();

    private Task<long> BookedAsync() =>
        Db.AskAsync<long>("select count(*) from ledger_entries where kind = 'payout_created'");

    private Task<long> CountAsync(TaskDefinition kind) =>
        Db.AskAsync<long>("select count(*) from outbox where name = $1", kind.Name);
}
