using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pgp.Accumulator;
using Pgp.BatchProcessor;
using Pgp.Common.Tasks;
using Pgp.Contracts.Money;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Ledger;
using Pgp.MicroBatchProcessor;

namespace Pgp.IntegrationTests.Settlement;

/// <summary>
/// ACCUMULATOR, MICROBATCHPROCESSOR and BATCHPROCESSOR on a real database; the test plays everybody
/// around them.
/// </summary>
internal sealed class SettlementDesk(TestDatabase db, FakeTimeProvider clock)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan RetryMin = TimeSpan.FromHours(1);

    private int payments;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public TestDatabase Db => db;

    /// <summary>A channel whose owner collects, in USDT unless told otherwise.</summary>
    public async Task<ChannelId> OpenChannelAsync(string threshold, string coin = "usdt@eth")
    {
        var channel = await Seed.ChannelAsync(db);
        await db.RunAsync(
            """
            update channels
               set payout_strategy = 'threshold', payout_threshold_usd = $2::numeric,
                   payout_coin = $3
             where channel_id = $1
            """,
            channel.Value,
            decimal.Parse(threshold, CultureInfo.InvariantCulture),
            coin
        );
        return channel;
    }

    /// <summary>A settled payment of a collecting owner, booked as ORCHESTRATOR books it.</summary>
    public async Task<PaymentId> PayAsync(
        ChannelId channel,
        CoinAmount received,
        string usd,
        int feeBps = 300,
        string strategy = "threshold"
    )
    {
        var order = await Seed.OrderAsync(db, channel, clock.GetUtcNow());
        var number = Interlocked.Increment(ref payments);
        var name = string.Create(CultureInfo.InvariantCulture, $"settled {number}");
        var payment = await Seed.PaymentAsync(db, order, name, "paid");
        var (fee, net) = received.Split(new BasisPoints(feeBps));
        await db.RunAsync(
            """
            with policy as (
                insert into fee_policies (fee_bps, valid_from) values ($7, now())
                returning version
            )
            update payments
               set channel_id = $2, outcome_coin = $3, outcome_amount = $4::numeric,
                   fee_amount = $5::numeric, net_amount = $6::numeric,
                   outcome_usd = $8::numeric, payout_strategy = $9,
                   fee_policy = (select version from policy)
             where payment_id = $1
            """,
            payment.Value,
            channel.Value,
            received.Coin.ToString(),
            (decimal)received.Atomic,
            (decimal)fee.Atomic,
            (decimal)net.Atomic,
            feeBps,
            decimal.Parse(usd, CultureInfo.InvariantCulture),
            strategy
        );
        await using var unit = await db.As(ServiceName.Orchestrator, clock).BeginAsync(Ct);
        var entry = new Entry($"paid:{payment}", "payment_settled") { Payment = payment };
        entry.Move(net, Account.OwnerPayable(channel), Account.HostWallet);
        entry.Move(fee, Account.PlatformFees, Account.HostWallet);
        await Books.BookAsync(unit, entry, Ct);
        await unit.CommitAsync(Ct);
        return payment;
    }

    /// <summary>As above, credited too.</summary>
    public async Task CreditAsync(
        ChannelId channel,
        CoinAmount received,
        string usd,
        int feeBps = 300
    )
    {
        // Each a little later than the one before: that is the order of their ids.
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var payment = await PayAsync(channel, received, usd, feeBps);
        Assert.Equal(TaskOutcome.Completed, await DeliverAsync(new PaymentCredited(payment)));
    }

    /// <summary>USDT of this much after fees, converted by nature.</summary>
    public Task CollectAsync(ChannelId channel, string usdt) =>
        CreditAsync(channel, CoinAmount.Parse(Coin.Usdt, usdt), usdt, feeBps: 0);

    /// <summary>So many more like the only credit there is.</summary>
    public Task<int> CopyCreditAsync(int times) =>
        db.RunAsync(
            """
            with template as (select * from credits),
            copied as (
                insert into payments (
                    payment_id, provider, provider_payment_id, order_id, state, provider_status,
                    outcome_coin, outcome_amount, fee_amount, net_amount, payout_address,
                    created_at, updated_at, paid_at)
                select gen_random_uuid(), provider, 'copy ' || n, order_id, state,
                       provider_status, outcome_coin, outcome_amount, fee_amount, net_amount,
                       payout_address, created_at, updated_at, paid_at
                  from payments, generate_series(1, $1) as n
                returning payment_id
            )
            insert into credits (
                credit_id, payment_id, channel_id, coin, gross_amount, fee_amount, net_amount,
                gross_usd, net_usd, credited_at, usdt_amount, converted_at)
            select gen_random_uuid(), copied.payment_id, channel_id, coin, gross_amount,
                   fee_amount, net_amount, gross_usd, net_usd, credited_at, usdt_amount,
                   converted_at
              from template, copied
            """,
            times
        );

    public Task<TaskOutcome> DeliverAsync(PaymentCredited task, MessageId? message = null) =>
        new PaymentCreditedHandler(
            db.As(ServiceName.Accumulator, clock),
            new AccumulatorOptions(Amount<Usd>.Parse("500")),
            NullLogger<PaymentCreditedHandler>.Instance
        ).HandleAsync(task, Delivered<PaymentCredited>(message), Ct);

    public Task<TaskOutcome> DeliverAsync(LargeCreditAdded task) =>
        new LargeCreditAddedHandler(
            db.As(ServiceName.MicroBatchProcessor, clock),
            NullLogger<LargeCreditAddedHandler>.Instance
        ).HandleAsync(task, Delivered<LargeCreditAdded>(), Ct);

    public Task<TaskOutcome> DeliverAsync(ConversionQuoted task) =>
        new ConversionQuotedHandler(
            db.As(ServiceName.MicroBatchProcessor, clock),
            Return,
            Options("5"),
            NullLogger<ConversionQuotedHandler>.Instance
        ).HandleAsync(task, Delivered<ConversionQuoted>(), Ct);

    public Task<TaskOutcome> DeliverAsync(ConversionOrderAnswered task) =>
        new ConversionOrderAnsweredHandler(
            db.As(ServiceName.MicroBatchProcessor, clock),
            Return,
            NullLogger<ConversionOrderAnsweredHandler>.Instance
        ).HandleAsync(task, Delivered<ConversionOrderAnswered>(), Ct);

    public Task<TaskOutcome> DeliverAsync(ConversionExecuted task, MessageId? message = null) =>
        new ConversionExecutedHandler(
            db.As(ServiceName.MicroBatchProcessor, clock),
            Return,
            NullLogger<ConversionExecutedHandler>.Instance
        ).HandleAsync(task, Delivered<ConversionExecuted>(message), Ct);

    public Task<TaskOutcome> DeliverAsync(BatchPayoutEnded task, MessageId? message = null) =>
        new BatchPayoutEndedHandler(
            db.As(ServiceName.BatchProcessor, clock),
            BatchOptions,
            NullLogger<BatchPayoutEndedHandler>.Instance
        ).HandleAsync(task, Delivered<BatchPayoutEnded>(message), Ct);

    public Task<string> CheckPoolsAsync(string threshold = "5") =>
        new CheckThresholdJob(
            db.As(ServiceName.MicroBatchProcessor, clock),
            Options(threshold),
            NullLogger<CheckThresholdJob>.Instance
        ).RunAsync(Ct);

    public Task<string> PayOwnersAsync() =>
        new ProcessJob(
            db.As(ServiceName.BatchProcessor, clock),
            BatchOptions,
            NullLogger<ProcessJob>.Instance
        ).RunAsync(Ct);

    /// <summary>The only task of its kind that is in the outbox and was not looked at before.</summary>
    public async Task<TTask> TakeAsync<TTask>()
        where TTask : ITask<TTask> => Assert.Single(await TakeAllAsync<TTask>());

    public async Task<IReadOnlyList<TTask>> TakeAllAsync<TTask>()
        where TTask : ITask<TTask>
    {
        var payloads = await db.ListAsync(
            """
            with taken as (
                update outbox set state = 'done', finished_at = now()
                 where name = $1 and state = 'open'
                returning task_id, payload
            )
            select payload from taken order by task_id
            """,
            TTask.Definition.Name
        );
        return [.. payloads.Select(payload => JsonSerializer.Deserialize(payload, TTask.Json)!)];
    }

    /// <summary>Quoted, ordered and handed over to HOSTPAY1, which has not paid yet.</summary>
    public async Task<ConversionId> OpenOrderAsync(string quote, string order = "order1")
    {
        var asked = await TakeAsync<ConversionQuoteRequested>();
        var id = asked.ConversionId;
        var net = CoinAmount.Parse(Coin.Usdt, quote);
        await DeliverAsync(new ConversionQuoted(id, net, Refusal: null));
        var wanted = await TakeAsync<ConversionOrderRequested>();
        Assert.Equal(asked.From, wanted.From);
        await DeliverAsync(new ConversionOrderAnswered(id, order, Deposit, Refusal: null));
        return id;
    }

    public const string Deposit = "0x2222222222222222222222222222222222222222";

    public Task<TaskOutcome> FinishAsync(ConversionId id, string received) =>
        DeliverAsync(
            new ConversionExecuted(
                id,
                ExecutionResult.Completed,
                CoinAmount.Parse(Coin.Usdt, received),
                "0xhash",
                Reason: null
            )
        );

    /// <summary>
    /// Account, coin and sum of all that does not cancel out; owners by their number.
    /// </summary>
    public Task<IReadOnlyList<string>> BalancesAsync(params ChannelId[] owners) =>
        db.ListAsync(
            """
            select concat_ws(' ',
                       coalesce('owner' || array_position($1::text[], account), account),
                       coin, sum(amount))
              from ledger_postings
             group by account, coin
            having sum(amount) <> 0
             order by 1
            """,
            (object)owners.Select(owner => Account.OwnerPayable(owner).Name).ToArray()
        );

    /// <summary>
    /// What must hold at any moment: entries balance, balances are the sums of exact credits, and
    /// conversions and batches hold exactly the credits that they say.
    /// </summary>
    public async Task CheckAsync()
    {
        Assert.Empty(
            await db.ListAsync(
                "select coin from ledger_postings group by coin having sum(amount) <> 0"
            )
        );
        Assert.Empty(
            await db.ListAsync(
                """
                select channel_id::text
                  from (select channel_id, sum(usdt_amount) as payable from credits
                         where usdt_amount is not null and batch_id is null
                         group by channel_id) as credit
                  full join payable_balances as balance using (channel_id)
                 where coalesce(credit.payable, 0) <> coalesce(balance.payable, 0)
                """
            )
        );
        Assert.Empty(
            await db.ListAsync(
                """
                select conversion_id::text
                  from conversions
                  left join credits using (conversion_id)
                 where state <> 'returned'
                 group by conversions.conversion_id
                having sum(credits.gross_amount) is distinct from conversions.amount
                    or sum(credits.gross_usd) is distinct from conversions.gross_usd
                    or sum(credits.net_usd) is distinct from conversions.net_usd
                    or (conversions.state = 'completed'
                        and sum(credits.usdt_amount) is distinct from conversions.distributed)
                """
            )
        );
        Assert.Empty(
            await db.ListAsync(
                """
                select batch.batch_id::text
                  from payout_batches as batch
                  left join credits using (batch_id)
                 where state <> 'released'
                 group by batch.batch_id
                having sum(credits.usdt_amount) is distinct from batch.amount
                    or count(credits.credit_id) <> batch.credits
                """
            )
        );
    }

    private static ConversionReturn Return => new(NullLogger<ConversionReturn>.Instance);

    private static BatchOptions BatchOptions => new(Amount<Usd>.Parse("20"), RetryMin);

    private static MicroBatchOptions Options(string threshold) =>
        new(Amount<Usd>.Parse(threshold), new BasisPoints(2_500), Pause);

    public static Delivery Delivered<TTask>(MessageId? message = null)
        where TTask : ITask<TTask>
    {
        var definition = TTask.Definition;
        var id = message ?? MessageId.New(TimeProvider.System);
        return new Delivery(id, definition.Target.Value, definition.Name, 1, "story", null);
    }
}
