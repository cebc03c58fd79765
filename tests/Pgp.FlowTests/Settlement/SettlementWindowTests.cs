using Npgsql;
using Pgp.Contracts.Tasks;
using Pgp.FlowTests.Support;

namespace Pgp.FlowTests.Settlement;

/// <summary>
/// The windows of the threshold path in which an effect could happen twice (spec 10, 10 E; spec 20,
/// 13 A).
/// </summary>
[Collection(nameof(WindowCollection))]
public sealed class SettlementWindowTests(WindowStack flow) : SettlementTest(flow)
{
    private const int Times = 20;

    private const string PayoutsSql = """
        select count(*) from payouts where batch_id is not null
        """;

    private const string BatchSql = """
        select batch.state, batch.credits, batch.amount = sum(credits.usdt_amount), count(*)
          from payout_batches as batch
          join credits using (batch_id)
         where batch_id = $1
         group by batch.batch_id
        """;

    private const string SharesSql = """
        select received > distributed, distributed = sum(usdt_amount), count(*)
          from conversions
          join credits using (conversion_id)
         where conversion_id = $1
         group by conversions.conversion_id
        """;

    private Purchase purchase = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        purchase = await Collector.CollectAsync(await Collector.OpenChannelAsync(Ct), Ct);
    }

    [Fact]
    public async Task W8_a_process_that_dies_around_the_payouts_task_pays_the_batch_once()
    {
        await ConvertAsync();
        var job = Schedules.BatchPayout.Name;
        var marking = Sabotage.Kill(m => m.Task == job && m.IsBefore("update credits"));
        var enqueued = Sabotage.Kill(m => m.Task == job && m.IsAfter("insert into outbox"));
        var committed = Sabotage.Kill(m =>
            m.Task == job
            && m.IsAfterCommit()
            && m.After.Contains("insert into outbox", StringComparison.Ordinal)
        );
        var before = (await Collector.BatchesAsync()).Count;
        Assert.Equal(3, await Scheduler.RunThroughAsync(Schedules.BatchPayout, Ct));

        Assert.Equal((1, 1, 1), (marking.Deaths, enqueued.Deaths, committed.Deaths));
        var batch = Assert.Single((await Collector.BatchesAsync()).Skip(before));
        await Collector.WaitForBatchAsync(batch, "completed", Ct);
        await AssertPaidOnceAsync(batch);
    }

    [Fact]
    public async Task W9_a_payouts_task_delivered_and_replayed_pays_the_batch_once()
    {
        await ConvertAsync();
        Block<BatchPayoutRequested>();
        var batch = await StartBatchAsync();
        var task = await Courier.FirstAsync(batch.Name, BatchPayoutRequested.Definition.Name, Ct);
        await Courier.DeliverAsync(batch.Name, task, Times, Ct);
        Sabotage.Forget();
        await Collector.WaitForBatchAsync(batch, "completed", Ct);
        var payouts = await Facts.RowAsync(PayoutsSql);
        await Courier.DeliverAsync(batch.Name, task, Times, Ct);

        Assert.Equal(payouts, await Facts.RowAsync(PayoutsSql));
        await AssertPaidOnceAsync(batch);
    }

    [Fact]
    public async Task W10_runs_at_once_make_one_conversion_and_one_payout()
    {
        var conversions = (await Collector.ConversionsAsync()).Count;
        await AtOnceAsync(Schedules.MicroBatch);
        var conversion = Assert.Single((await Collector.ConversionsAsync()).Skip(conversions));
        await Collector.WaitForConversionAsync(conversion, "completed", Ct);

        var batches = (await Collector.BatchesAsync()).Count;
        await AtOnceAsync(Schedules.BatchPayout);
        var batch = Assert.Single((await Collector.BatchesAsync()).Skip(batches));
        await Collector.WaitForBatchAsync(batch, "completed", Ct);
        await AssertPaidOnceAsync(batch);
    }

    [Fact]
    public async Task W11_an_order_that_got_lost_on_the_way_home_is_not_followed_by_another_claim()
    {
        var call = Sabotage.Kill(m =>
            m.Task == ConversionOrderRequested.Definition.Name && m.IsAfterCall("/exchange")
        );
        var keeping = Sabotage.Kill(m =>
            m.Task == ConversionOrderRequested.Definition.Name && m.IsBefore("update swap_orders")
        );
        var hearing = Sabotage.Kill(m =>
            m.Task == ConversionOrderAnswered.Definition.Name && m.Point == "before commit"
        );
        var conversion = await StartConversionAsync();
        // The next runs see the same credits, and that they are taken.
        for (var run = 0; run < 3; run++)
        {
            Assert.Equal("done", await Scheduler.CheckPoolsAsync(Ct));
        }

        await Collector.WaitForConversionAsync(conversion, "completed", Ct);
        Assert.Equal((1, 1, 1), (call.Deaths, keeping.Deaths, hearing.Deaths));
        Assert.Equal(conversion, (await Collector.ConversionsAsync())[^1]);
        Assert.Single(
            await Exchange.OrdersAsync(conversion, Ct),
            order => order["amountFrom"] is not null
        );
        Assert.Equal(1, await SentAsync());
        await EndAsync();
    }

    [Fact]
    public async Task W12_proceeds_told_twice_or_cut_off_in_the_middle_are_shared_out_once()
    {
        await Collector.CollectAsync(purchase.Channel, Ct, tier: 1);
        var name = ConversionExecuted.Definition.Name;
        var middle = Sabotage.Kill(m => m.Task == name && m.IsAfter("set usdt_amount"));
        var last = Sabotage.Kill(m => m.Task == name && m.Point == "before commit");
        Block<ConversionExecuted>();
        var conversion = await StartConversionAsync();
        var task = await Courier.FirstAsync(conversion.Name, name, Ct);
        await Courier.DeliverAsync(conversion.Name, task, Times, Ct);
        Sabotage.Forget();
        await Collector.WaitForConversionAsync(conversion, "completed", Ct);
        await Courier.DeliverAsync(conversion.Name, task, Times, Ct);

        Assert.Equal((1, 1), (middle.Deaths, last.Deaths));
        Assert.Equal("t,t,2", await Facts.RowAsync(SharesSql, conversion.Id));
        await EndAsync();
    }

    [Fact]
    public async Task W13_while_the_books_cannot_be_reached_nothing_goes_on()
    {
        await ExecuteAsync("revoke insert on ledger_entries from pgp_microbatchprocessor");
        Assert.Equal("failed", await Scheduler.CheckPoolsAsync(Ct));
        Assert.Equal(
            "0",
            await Facts.RowAsync(
                """
                select count(*) from credits where conversion_id is not null and paid_at is null
                """
            )
        );
        await ExecuteAsync("grant insert on ledger_entries to pgp_microbatchprocessor");

        await ExecuteAsync("revoke insert on ledger_entries from pgp_hostpay3");
        var conversion = await StartConversionAsync();
        await WaitForFailureAsync(TransferFollowUp.Definition.Name);
        await ExecuteAsync("revoke insert on ledger_entries from pgp_microbatchprocessor");
        await ExecuteAsync("grant insert on ledger_entries to pgp_hostpay3");
        await WaitForFailureAsync(ConversionExecuted.Definition.Name);
        await ExecuteAsync("grant insert on ledger_entries to pgp_microbatchprocessor");
        await Collector.WaitForConversionAsync(conversion, "completed", Ct);

        await ExecuteAsync("revoke insert on ledger_entries from pgp_split1");
        var batch = await StartBatchAsync();
        await WaitForFailureAsync(BatchPayoutRequested.Definition.Name);
        await ExecuteAsync("grant insert on ledger_entries to pgp_split1");
        await Collector.WaitForBatchAsync(batch, "completed", Ct);
        await AssertPaidOnceAsync(batch);
    }

    [Fact]
    public async Task A11_overlapping_runs_that_die_pay_the_batch_once()
    {
        await ConvertAsync();
        var deaths = Sabotage.Kill(
            m =>
                m.Task == Schedules.BatchPayout.Name
                && (m.IsAfter("insert into payout_batches") || m.IsAfter("insert into outbox")),
            times: 3
        );
        var before = (await Collector.BatchesAsync()).Count;
        var runs = new List<string>();
        while (!runs.Contains("done"))
        {
            await Scheduler.GiveUpAsync(Ct);
            var some = Enumerable
                .Range(0, 6)
                .Select(_ => Scheduler.PostAsync(Schedules.BatchPayout, Ct));
            runs.AddRange(await Task.WhenAll(some));
        }

        Assert.Equal(3, deaths.Deaths);
        Assert.Contains("overlapped", runs);
        var batch = Assert.Single((await Collector.BatchesAsync()).Skip(before));
        await Collector.WaitForBatchAsync(batch, "completed", Ct);
        await AssertPaidOnceAsync(batch);
    }

    [Fact]
    public async Task A12_only_what_was_summed_is_marked_whatever_comes_in_between()
    {
        await ConvertAsync();
        var name = ConversionExecuted.Definition.Name;
        await Collector.CollectAsync(purchase.Channel, Ct);
        Block<ConversionExecuted>();
        var late = await StartConversionAsync();
        var task = await Courier.FirstAsync(late.Name, name, Ct);
        // Neither changed nor being changed.
        await Collector.CollectAsync(purchase.Channel, Ct);
        var between = new Interruption(
            m => m.Task == Schedules.BatchPayout.Name && m.IsBefore("update credits"),
            () => Courier.DeliverAsync(late.Name, task, times: 1, Ct)
        );
        Sabotage.Witness(between.Watch);
        var batch = await StartBatchAsync();

        Assert.True(between.Happened);
        Sabotage.Forget();
        await Collector.WaitForConversionAsync(late, "completed", Ct);
        await Collector.WaitForBatchAsync(batch, "completed", Ct);
        Assert.Equal("completed,1,t,1", await Facts.RowAsync(BatchSql, batch.Id));
        Assert.Equal(
            "1",
            await Facts.RowAsync(
                """
                select count(*) from credits
                 where usdt_amount is not null and batch_id is null and conversion_id = $1
                """,
                late.Id
            )
        );
        Assert.Equal(
            "1",
            await Facts.RowAsync("select count(*) from credits where usdt_amount is null")
        );
        await CheckAsync();
        await ConvertAsync();
        await EndAsync();
    }

    private async Task AtOnceAsync(Schedule schedule)
    {
        var runs = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Scheduler.PostAsync(schedule, Ct))
        );
        Assert.Contains("done", runs);
        Assert.All(runs, run => Assert.Contains(run, new[] { "done", "overlapped", "already" }));
    }

    private async Task WaitForFailureAsync(string task) =>
        await Testing.Eventually.GetAsync(
            () =>
                Facts.RowsAsync(
                    "select name from outbox where name = $1 and state = 'open' and attempts > 2",
                    task
                ),
            failed => failed.Count == 1,
            Ct
        );

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(flow.Stack.Database);
#pragma warning disable CA2100 // Constants of this test.
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Ct);
    }

    private async Task AssertPaidOnceAsync(Undertaking batch)
    {
        await CheckAsync();
        Assert.EndsWith(",1,t,1", await Facts.RowAsync(BatchSql, batch.Id), Ordinal);
        var paid = await Facts.RowsAsync(
            """
            select count(*), count(distinct nonce)
              from chain_transactions
             where payout_id = $1 and state = 'confirmed'
            """,
            batch.Payout
        );
        Assert.Equal(["1,1"], paid);
        // One conversion, one payout.
        Assert.Equal(2, await SentAsync());
    }

    private async Task EndAsync()
    {
        await PayOutAsync();
        await CheckAsync();
    }

    private static StringComparison Ordinal => StringComparison.Ordinal;
}
