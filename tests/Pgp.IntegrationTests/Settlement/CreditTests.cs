using Pgp.Common.Tasks;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Settlement;

/// <summary>What threshold payments add to their owners' balances (spec 10, 6.4 and 7).</summary>
public sealed class CreditTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string CreditsSql = """
        select concat_ws(' ', coin, gross_amount, fee_amount, net_amount, gross_usd, net_usd,
                   coalesce(usdt_amount::text, 'unchanged'))
          from credits
         order by credit_id
        """;

    private SettlementDesk desk = null!;
    private ChannelId channel;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        desk = new SettlementDesk(Db, Clock);
        channel = await desk.OpenChannelAsync("50");
    }

    public override async ValueTask DisposeAsync()
    {
        await desk.CheckAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_worked_numbers_of_a_payment_of_1_35_dollars_at_15_percent()
    {
        await desk.CreditAsync(channel, Ether("0.0005668"), "1.35", feeBps: 1_500);
        Assert.Equal(
            ["eth@eth 566800000000000 85020000000000 481780000000000 1.350000 1.147500 unchanged"],
            await Db.ListAsync(CreditsSql)
        );
    }

    [Fact]
    public async Task Usdt_is_worth_itself_and_is_never_changed()
    {
        await desk.CreditAsync(channel, CoinAmount.Parse(Coin.Usdt, "9.99"), "9.97");
        Assert.Equal(
            ["usdt@eth 9990000 299700 9690300 9.970000 9.670900 9690300"],
            await Db.ListAsync(CreditsSql)
        );
        Assert.Equal("conversions started: 0", await desk.CheckPoolsAsync("0.01"));
    }

    [Fact]
    public async Task A_payment_delivered_twenty_times_at_once_is_credited_once()
    {
        var payment = await desk.PayAsync(channel, Ether("1"), "2500");
        var message = MessageId.New(TimeProvider.System);
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                // Half of them are one message, the others come as messages of their own.
                .Select(i =>
                    desk.DeliverAsync(new PaymentCredited(payment), i % 2 == 0 ? message : null)
                )
        );
        Assert.All(outcomes, outcome => Assert.Equal(TaskOutcome.Completed, outcome));
        Assert.Single(await Db.ListAsync(CreditsSql));
        Assert.Single(await desk.TakeAllAsync<LargeCreditAdded>());
    }

    [Theory]
    [InlineData("499.999999", 0)]
    [InlineData("500", 1)]
    public async Task A_large_credit_does_not_wait_for_the_pool(string usd, int announced)
    {
        await desk.CreditAsync(channel, Ether("0.2"), usd);
        Assert.Equal(announced, (await desk.TakeAllAsync<LargeCreditAdded>()).Count);
    }

    [Fact]
    public async Task Much_usdt_has_nothing_to_wait_for()
    {
        await desk.CollectAsync(channel, "9000");
        Assert.Empty(await desk.TakeAllAsync<LargeCreditAdded>());
    }

    [Fact]
    public async Task A_payment_whose_owner_is_paid_at_once_is_refused()
    {
        var payment = await desk.PayAsync(channel, Ether("1"), "2500", strategy: "instant");
        Assert.IsType<TaskOutcome.Reject>(await desk.DeliverAsync(new PaymentCredited(payment)));
        Assert.Empty(await Db.ListAsync(CreditsSql));
    }

    [Fact]
    public async Task A_payment_that_is_not_settled_is_refused()
    {
        var payment = await desk.PayAsync(channel, Ether("1"), "2500");
        await Db.RunAsync("update payments set state = 'refunded'");
        Assert.IsType<TaskOutcome.Reject>(await desk.DeliverAsync(new PaymentCredited(payment)));
        Assert.Empty(await Db.ListAsync(CreditsSql));
    }

    [Fact]
    public async Task The_smallest_worth_there_is_goes_to_the_owner()
    {
        await desk.CreditAsync(channel, new CoinAmount(Coin.Eth, 1), "0.000001", feeBps: 9_999);
        Assert.Equal(["eth@eth 1 0 1 0.000001 0.000001 unchanged"], await Db.ListAsync(CreditsSql));
    }

    private static CoinAmount Ether(string amount) => CoinAmount.Parse(Coin.Eth, amount);
}
