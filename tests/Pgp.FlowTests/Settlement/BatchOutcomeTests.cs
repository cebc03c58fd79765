using Pgp.Contracts.Tasks;
using Pgp.FlowTests.Support;

namespace Pgp.FlowTests.Settlement;

/// <summary>
/// Every end that an owner's payout can come to. Whatever it is, the books agree with the chain, and
/// the owner is paid or has the balance again (spec 10, F49; spec 20, 13 B).
/// </summary>
[Collection(nameof(ThresholdCollection))]
public sealed class BatchOutcomeTests(ThresholdStack flow) : SettlementTest(flow)
{
    private const string ReasonSql = "select reason from payout_batches where batch_id = $1";

    private const string PaidSql = """
        select count(*) from credits where batch_id = $1 and paid_at is not null
        """;

    private Purchase purchase = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var channel = await Collector.OpenChannelAsync(Ct, "dai@eth");
        purchase = await Collector.CollectAsync(channel, Ct);
        await ConvertAsync();
    }

    [Fact]
    public async Task Finished_the_owner_has_the_money()
    {
        var batch = await PayOutAsync();
        Assert.Equal("1", await Facts.RowAsync(PaidSql, batch.Id));
        await EndAsync(sent: 2);
    }

    [Fact]
    public async Task Failed_and_sent_back_it_is_held_first_and_then_made_anew()
    {
        await Exchange.CheckEverythingAsync(Ct);
        var batch = await StartBatchAsync();
        await Exchange.WaitAsync(batch, "verifying", Ct);
        await Exchange.ActAsync(batch, "fail", Ct);
        await Collector.WaitForBatchAsync(batch, "held", Ct);
        await Exchange.ActAsync(batch, "refund", Ct);
        await Collector.WaitForBatchAsync(batch, "released", Ct);
        Assert.Equal("sent back by the exchange", await Facts.RowAsync(ReasonSql, batch.Id));
        await CheckAsync();

        await Exchange.ObligeAsync(Ct);
        await PayOutAsync();
        await EndAsync(sent: 3);
    }

    [Fact]
    public async Task Failed_and_finished_after_all_the_owner_has_the_money()
    {
        await Exchange.CheckEverythingAsync(Ct);
        var batch = await StartBatchAsync();
        await Exchange.WaitAsync(batch, "verifying", Ct);
        await Exchange.ActAsync(batch, "fail", Ct);
        await Collector.WaitForBatchAsync(batch, "held", Ct);
        await Exchange.ActAsync(batch, "verify", Ct);
        await Exchange.ActAsync(batch, "advance", Ct);
        await Collector.WaitForBatchAsync(batch, "completed", Ct);
        await EndAsync(sent: 2);
    }

    [Fact]
    public async Task Expired_before_the_deposit_nothing_is_sent()
    {
        Block<OrderStatusRequested>();
        var batch = await StartBatchAsync();
        await Exchange.WaitAsync(batch, "waiting", Ct);
        await Exchange.ActAsync(batch, "expire", Ct);
        Sabotage.Forget();
        await Collector.WaitForBatchAsync(batch, "released", Ct);
        Assert.Equal(
            "order is expired before it was paid",
            await Facts.RowAsync(ReasonSql, batch.Id)
        );
        await CheckAsync();

        await PayOutAsync();
        await EndAsync(sent: 2);
    }

    [Fact]
    public async Task Under_the_exchanges_minimum_the_owner_keeps_the_balance()
    {
        await Exchange.SetAsync("""{"minimum_usd":1000}""", Ct);
        var batch = await StartBatchAsync();
        await Collector.WaitForBatchAsync(batch, "released", Ct);
        Assert.Contains(
            "minimum",
            await Facts.RowAsync(ReasonSql, batch.Id),
            StringComparison.Ordinal
        );
        await CheckAsync();

        await Exchange.ObligeAsync(Ct);
        await PayOutAsync();
        await EndAsync(sent: 2);
    }

    [Fact]
    public async Task A_pair_switched_off_after_the_price_gives_the_balance_back()
    {
        Block<SwapRequested>();
        var batch = await StartBatchAsync();
        await Courier.FirstAsync(batch.Name, SwapRequested.Definition.Name, Ct);
        await Exchange.SetAsync("""{"inactive_pairs":["usdt@eth>dai@eth"]}""", Ct);
        Sabotage.Forget();
        await Collector.WaitForBatchAsync(batch, "released", Ct);
        await CheckAsync();

        await Exchange.ObligeAsync(Ct);
        await PayOutAsync();
        await EndAsync(sent: 2);
    }

    [Fact]
    public async Task Held_for_a_check_it_goes_on_when_the_exchange_does_and_holds_nobody_up()
    {
        await Exchange.CheckEverythingAsync(Ct);
        var batch = await StartBatchAsync();
        await Exchange.WaitAsync(batch, "verifying", Ct);
        await Exchange.ActAsync(batch, "fail", Ct);
        await Collector.WaitForBatchAsync(batch, "held", Ct);

        // Meanwhile the same owner reaches the threshold once more.
        await Exchange.ObligeAsync(Ct);
        await Collector.CollectAsync(purchase.Channel, Ct);
        var conversion = await StartConversionAsync();
        await Collector.WaitForConversionAsync(conversion, "completed", Ct);
        var next = await StartBatchAsync();
        await Collector.WaitForBatchAsync(next, "completed", Ct);

        await Exchange.ActAsync(batch, "verify", Ct);
        await Exchange.ActAsync(batch, "advance", Ct);
        await Collector.WaitForBatchAsync(batch, "completed", Ct);
        await EndAsync(sent: 4);
    }

    [Fact]
    public async Task Lost_answers_of_every_call_lead_to_one_deposit()
    {
        foreach (
            var operation in new[]
            {
                "GET /exchange/estimated-amount",
                "POST /exchange",
                "GET /exchange/by-id",
            }
        )
        {
            await flow.Sandbox.OrderFaultAsync(
                $$"""
                {"partner":"changenow","operation":"{{operation}}","kind":"drop_after"}
                """,
                Ct
            );
        }

        var batch = await PayOutAsync();
        var orders = await Exchange.OrdersAsync(batch, Ct);
        Assert.Equal(2, orders.Count);
        Assert.Single(orders, order => order["amountFrom"] is not null);
        await EndAsync(sent: 2);
    }

    private async Task EndAsync(int sent)
    {
        await CheckAsync();
        Assert.Equal(sent, await SentAsync());
    }
}
