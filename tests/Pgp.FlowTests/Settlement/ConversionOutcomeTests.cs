using Pgp.Contracts.Tasks;

namespace Pgp.FlowTests.Settlement;

/// <summary>
/// Every end that a conversion can come to. Whatever it is, the books agree with the chain, and the
/// credits are changed or wait in the pool again (spec 10, F55 and F63; spec 20, 13 B).
/// </summary>
[Collection(nameof(ThresholdCollection))]
public sealed class ConversionOutcomeTests(ThresholdStack flow) : SettlementTest(flow)
{
    private const string ReasonSql = "select reason from conversions where conversion_id = $1";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Collector.CollectAsync(await Collector.OpenChannelAsync(Ct), Ct);
    }

    [Fact]
    public async Task Finished_it_is_shared_out()
    {
        await ConvertAsync();
        await EndAsync(sent: 1);
    }

    [Fact]
    public async Task Failed_and_sent_back_it_is_held_first_and_then_made_anew()
    {
        await Exchange.CheckEverythingAsync(Ct);
        var conversion = await StartConversionAsync();
        await Exchange.WaitAsync(conversion, "verifying", Ct);
        await Exchange.ActAsync(conversion, "fail", Ct);
        await Collector.WaitForConversionAsync(conversion, "held", Ct);
        await Exchange.ActAsync(conversion, "refund", Ct);
        await Collector.WaitForConversionAsync(conversion, "returned", Ct);
        Assert.Equal("sent back by the exchange", await Facts.RowAsync(ReasonSql, conversion.Id));
        await CheckAsync();

        await Exchange.ObligeAsync(Ct);
        await ConvertAsync();
        await EndAsync(sent: 2);
    }

    [Fact]
    public async Task Sent_back_without_a_word_it_is_made_anew()
    {
        await Exchange.CheckEverythingAsync(Ct);
        var conversion = await StartConversionAsync();
        await Exchange.WaitAsync(conversion, "verifying", Ct);
        await Exchange.ActAsync(conversion, "refund", Ct);
        await Collector.WaitForConversionAsync(conversion, "returned", Ct);
        await CheckAsync();

        await Exchange.ObligeAsync(Ct);
        await ConvertAsync();
        await EndAsync(sent: 2);
    }

    [Fact]
    public async Task Failed_and_finished_after_all_it_is_shared_out()
    {
        await Exchange.CheckEverythingAsync(Ct);
        var conversion = await StartConversionAsync();
        await Exchange.WaitAsync(conversion, "verifying", Ct);
        await Exchange.ActAsync(conversion, "fail", Ct);
        await Collector.WaitForConversionAsync(conversion, "held", Ct);
        await Exchange.ActAsync(conversion, "verify", Ct);
        await Exchange.ActAsync(conversion, "advance", Ct);
        await Collector.WaitForConversionAsync(conversion, "completed", Ct);
        await EndAsync(sent: 1);
    }

    [Fact]
    public async Task Expired_before_the_deposit_nothing_is_sent()
    {
        Block<OrderStatusRequested>();
        var conversion = await StartConversionAsync();
        await Collector.WaitForConversionAsync(conversion, "executing", Ct);
        await Exchange.WaitAsync(conversion, "waiting", Ct);
        await Exchange.ActAsync(conversion, "expire", Ct);
        Sabotage.Forget();
        await Collector.WaitForConversionAsync(conversion, "returned", Ct);
        Assert.Equal(
            "order is expired before it was paid",
            await Facts.RowAsync(ReasonSql, conversion.Id)
        );
        Assert.Equal(0, await SentAsync());
        await CheckAsync();

        await ConvertAsync();
        await EndAsync(sent: 1);
    }

    [Fact]
    public async Task Expired_after_the_deposit_it_is_held_until_it_is_sent_back()
    {
        await Exchange.CheckEverythingAsync(Ct);
        var conversion = await StartConversionAsync();
        await Exchange.WaitAsync(conversion, "verifying", Ct);
        await Exchange.ActAsync(conversion, "expire", Ct);
        await Collector.WaitForConversionAsync(conversion, "held", Ct);
        await Exchange.ActAsync(conversion, "refund", Ct);
        await Collector.WaitForConversionAsync(conversion, "returned", Ct);
        await CheckAsync();

        await Exchange.ObligeAsync(Ct);
        await ConvertAsync();
        await EndAsync(sent: 2);
    }

    [Fact]
    public async Task Held_for_a_check_it_goes_on_when_the_exchange_does()
    {
        await Exchange.CheckEverythingAsync(Ct);
        var conversion = await StartConversionAsync();
        await Exchange.WaitAsync(conversion, "verifying", Ct);
        // Time for several looks; none of them ends it.
        await Testing.Eventually.GetAsync(
            () =>
                Facts.RowAsync(
                    "select looks > 3 from payout_executions where payout_id = $1",
                    conversion.Payout
                ),
            many => many == "t",
            Ct
        );
        await Collector.WaitForConversionAsync(conversion, "executing", Ct);
        await Exchange.ActAsync(conversion, "advance", Ct);
        await Collector.WaitForConversionAsync(conversion, "completed", Ct);
        await EndAsync(sent: 1);
    }

    [Fact]
    public async Task Under_the_exchanges_minimum_nothing_is_ordered()
    {
        await Exchange.SetAsync("""{"minimum_usd":1000}""", Ct);
        var conversion = await StartConversionAsync();
        await Collector.WaitForConversionAsync(conversion, "returned", Ct);
        Assert.Contains(
            "minimum",
            await Facts.RowAsync(ReasonSql, conversion.Id),
            StringComparison.Ordinal
        );
        Assert.Empty(await Exchange.OrdersAsync(conversion, Ct));
        await CheckAsync();

        await Exchange.ObligeAsync(Ct);
        await ConvertAsync();
        await EndAsync(sent: 1);
    }

    [Fact]
    public async Task A_pair_switched_off_after_the_price_orders_nothing()
    {
        Block<ConversionOrderRequested>();
        var conversion = await StartConversionAsync();
        await Collector.WaitForConversionAsync(conversion, "order_requested", Ct);
        await Exchange.SetAsync("""{"inactive_pairs":["eth@eth>usdt@eth"]}""", Ct);
        Sabotage.Forget();
        await Collector.WaitForConversionAsync(conversion, "returned", Ct);
        Assert.Contains(
            "pair_is_inactive",
            await Facts.RowAsync(ReasonSql, conversion.Id),
            StringComparison.Ordinal
        );
        await CheckAsync();

        await Exchange.ObligeAsync(Ct);
        await ConvertAsync();
        await EndAsync(sent: 1);
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
            await OrderFaultAsync(operation, "drop_after");
        }

        var conversion = await StartConversionAsync();
        await Collector.WaitForConversionAsync(conversion, "completed", Ct);
        var orders = await Exchange.OrdersAsync(conversion, Ct);
        Assert.Equal(2, orders.Count);
        Assert.Single(orders, order => order["amountFrom"] is not null);
        await EndAsync(sent: 1);
    }

    [Fact]
    public async Task When_no_answer_to_an_order_comes_through_nothing_is_sent()
    {
        await OrderFaultAsync("POST /exchange", "drop_after", times: 3);
        var conversion = await StartConversionAsync();
        await Collector.WaitForConversionAsync(conversion, "returned", Ct);
        Assert.All(
            await Exchange.OrdersAsync(conversion, Ct),
            order => Assert.Null(order["amountFrom"])
        );
        Assert.Equal(0, await SentAsync());
        await CheckAsync();

        await ConvertAsync();
        await EndAsync(sent: 1);
    }

    private Task OrderFaultAsync(string operation, string kind, int times = 1) =>
        flow.Sandbox.OrderFaultAsync(
            $$"""
            {"partner":"changenow","operation":"{{operation}}","kind":"{{kind}}","times":{{times}}}
            """,
            Ct
        );

    // The owner is paid in the end, whatever came before.
    private async Task EndAsync(int sent)
    {
        Assert.Equal(sent, await SentAsync());
        await PayOutAsync();
        await CheckAsync();
    }
}
