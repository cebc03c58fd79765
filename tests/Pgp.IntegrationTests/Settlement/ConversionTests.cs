using Pgp.Common.Tasks;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Settlement;

/// <summary>Collected coins on their way into USDT (spec 10, 6.6 and 10 D).</summary>
public sealed class ConversionTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string ConversionsSql = """
        select concat_ws(' ', kind, coin, amount, gross_usd, net_usd, state,
                   (select count(*) from credits
                     where credits.conversion_id = conversions.conversion_id))
          from conversions
         order by created_at, coin
        """;

    private const string SharesSql = """
        select usdt_amount::text from credits order by credit_id
        """;

    private SettlementDesk desk = null!;
    private ChannelId first;
    private ChannelId second;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        desk = new SettlementDesk(Db, Clock);
        first = await desk.OpenChannelAsync("50");
        second = await desk.OpenChannelAsync("50");
    }

    public override async ValueTask DisposeAsync()
    {
        await desk.CheckAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Two_credits_of_1_1475_reach_the_threshold_of_2()
    {
        await desk.CreditAsync(first, Ether("0.0005668"), "1.35", feeBps: 1_500);
        Assert.Equal("conversions started: 0", await desk.CheckPoolsAsync("2"));
        await desk.CreditAsync(second, Ether("0.0005668"), "1.35", feeBps: 1_500);
        Assert.Equal("conversions started: 1", await desk.CheckPoolsAsync("2"));

        Assert.Equal(
            ["pool eth@eth 1133600000000000 2.700000 2.295000 claimed 2"],
            await Db.ListAsync(ConversionsSql)
        );
        var asked = await desk.TakeAsync<ConversionQuoteRequested>();
        Assert.Equal(Ether("0.0011336"), asked.From);
    }

    [Fact]
    public async Task Exactly_the_threshold_is_enough()
    {
        await desk.CreditAsync(first, Ether("0.002"), "5", feeBps: 0);
        Assert.Equal("conversions started: 1", await desk.CheckPoolsAsync("5"));
    }

    [Fact]
    public async Task Every_coin_is_a_pool_of_its_own()
    {
        await desk.CreditAsync(first, Ether("0.002"), "5", feeBps: 0);
        await desk.CreditAsync(first, CoinAmount.Parse(Coin.Usdc, "6"), "6", feeBps: 0);
        await desk.CreditAsync(first, CoinAmount.Parse(Coin.Dai, "4"), "4", feeBps: 0);
        await desk.CreditAsync(first, CoinAmount.Parse(Coin.Usdt, "7"), "7", feeBps: 0);
        Assert.Equal("conversions started: 2", await desk.CheckPoolsAsync("5"));

        Assert.Equal(
            [
                "pool eth@eth 2000000000000000 5.000000 5.000000 claimed 1",
                "pool usdc@eth 6000000 6.000000 6.000000 claimed 1",
            ],
            await Db.ListAsync(ConversionsSql)
        );
    }

    [Fact]
    public async Task A_pool_holds_exactly_what_it_summed_while_others_come_in()
    {
        var payments = new List<PaymentId>();
        for (var i = 0; i < 60; i++)
        {
            payments.Add(await desk.PayAsync(first, Ether("0.004"), "10", feeBps: 0));
        }

        var coming = payments.Select(payment => desk.DeliverAsync(new PaymentCredited(payment)));
        var looking = Enumerable.Range(0, 20).Select(_ => desk.CheckPoolsAsync());
        await Task.WhenAll([.. coming, .. looking]);
        await desk.CheckPoolsAsync();

        // What each conversion says of its sums is checked after every test.
        Assert.Equal(
            60,
            await Db.AskAsync<long>("select count(*) from credits where conversion_id is not null")
        );
        Assert.Equal(
            "0.24",
            await Db.AskAsync<string>(
                "select trim_scale(sum(amount) / 1e18)::text from conversions"
            )
        );
    }

    [Fact]
    public async Task A_full_pool_goes_however_little_it_is_worth()
    {
        await desk.CreditAsync(first, Ether("0.000001"), "0.001", feeBps: 0);
        await desk.CopyCreditAsync(times: 5_000);
        Assert.Equal("conversions started: 1", await desk.CheckPoolsAsync("100000"));
        Assert.Equal(
            ["pool eth@eth 5000000000000000 5.000000 5.000000 claimed 5000"],
            await Db.ListAsync(ConversionsSql)
        );

        Assert.Equal("conversions started: 0", await desk.CheckPoolsAsync("100000"));
    }

    [Fact]
    public async Task What_arrived_is_shared_out_fee_first_and_to_the_last_unit()
    {
        await desk.CreditAsync(first, Ether("0.004"), "10");
        await desk.CreditAsync(second, Ether("0.006"), "15");
        await desk.CreditAsync(first, Ether("0.010"), "25");
        await desk.CheckPoolsAsync();
        var id = await desk.OpenOrderAsync("49.25");
        await desk.FinishAsync(id, "50");

        // 97 % of 50 over 10, 15 and 25.
        Assert.Equal(["9700000", "14550000", "24250000"], await Db.ListAsync(SharesSql));
        Assert.Equal(
            [
                "owner1 usdt@eth -33950000",
                "owner2 usdt@eth -14550000",
                "platform:fees usdt@eth -1500000",
                "swap:changenow eth@eth -20000000000000000",
                "wallet:host eth@eth 20000000000000000",
                "wallet:host usdt@eth 50000000",
            ],
            // The deposit itself is booked by HOSTPAY3, who is not here.
            await desk.BalancesAsync(first, second)
        );
    }

    [Fact]
    public async Task Three_equal_credits_get_ten_dollars_to_the_last_unit()
    {
        for (var i = 0; i < 3; i++)
        {
            await desk.CreditAsync(first, Ether("0.004"), "10", feeBps: 0);
        }

        await desk.CheckPoolsAsync();
        await desk.FinishAsync(await desk.OpenOrderAsync("30"), "10");
        Assert.Equal(["3333334", "3333333", "3333333"], await Db.ListAsync(SharesSql));
    }

    [Fact]
    public async Task The_fee_is_not_handed_back()
    {
        await desk.CreditAsync(first, Ether("0.04"), "100", feeBps: 1_500);
        await desk.CheckPoolsAsync();
        await desk.FinishAsync(await desk.OpenOrderAsync("99"), "98");
        Assert.Equal(["83300000"], await Db.ListAsync(SharesSql));
        Assert.Contains("platform:fees usdt@eth -14700000", await desk.BalancesAsync(first));
    }

    [Fact]
    public async Task Told_twenty_times_at_once_it_is_shared_out_once()
    {
        await desk.CreditAsync(first, Ether("0.004"), "10", feeBps: 0);
        await desk.CheckPoolsAsync();
        var id = await desk.OpenOrderAsync("10");
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => desk.FinishAsync(id, "9.8"))
        );
        Assert.All(outcomes, outcome => Assert.Equal(TaskOutcome.Completed, outcome));
        await desk.FinishAsync(id, "7");
        Assert.Equal(["9800000"], await Db.ListAsync(SharesSql));
    }

    [Theory]
    [InlineData("12.500001")]
    [InlineData("7.499999")]
    [InlineData("0.01")]
    [InlineData("10000")]
    public async Task An_offer_in_mistaken_units_orders_nothing(string offer)
    {
        await desk.CreditAsync(first, Ether("0.004"), "10", feeBps: 0);
        await desk.CheckPoolsAsync();
        var asked = await desk.TakeAsync<ConversionQuoteRequested>();
        var net = CoinAmount.Parse(Coin.Usdt, offer);
        await desk.DeliverAsync(new ConversionQuoted(asked.ConversionId, net, Refusal: null));

        Assert.Empty(await desk.TakeAllAsync<ConversionOrderRequested>());
        await AssertReturnedAsync();
    }

    [Fact]
    public async Task A_refused_price_and_a_refused_order_give_the_credits_back()
    {
        await desk.CreditAsync(first, Ether("0.004"), "10");
        await desk.CheckPoolsAsync();
        var asked = await desk.TakeAsync<ConversionQuoteRequested>();
        await desk.DeliverAsync(new ConversionQuoted(asked.ConversionId, null, "too small"));
        await AssertReturnedAsync();

        Clock.Advance(SettlementDesk.Pause);
        await desk.CheckPoolsAsync();
        asked = await desk.TakeAsync<ConversionQuoteRequested>();
        var net = CoinAmount.Parse(Coin.Usdt, "10");
        await desk.DeliverAsync(new ConversionQuoted(asked.ConversionId, net, Refusal: null));
        await desk.DeliverAsync(
            new ConversionOrderAnswered(asked.ConversionId, null, null, "switched off")
        );
        await AssertReturnedAsync();
    }

    [Fact]
    public async Task After_a_return_the_pool_of_that_coin_pauses_and_no_other()
    {
        await desk.CreditAsync(first, Ether("0.004"), "10");
        await desk.CheckPoolsAsync();
        var asked = await desk.TakeAsync<ConversionQuoteRequested>();
        await desk.DeliverAsync(new ConversionQuoted(asked.ConversionId, null, "too small"));
        await desk.CreditAsync(first, CoinAmount.Parse(Coin.Dai, "10"), "10");

        Assert.Equal("conversions started: 1", await desk.CheckPoolsAsync());
        Clock.Advance(SettlementDesk.Pause - TimeSpan.FromSeconds(1));
        Assert.Equal("conversions started: 0", await desk.CheckPoolsAsync());
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("conversions started: 1", await desk.CheckPoolsAsync());
    }

    [Fact]
    public async Task The_more_often_it_came_to_nothing_the_longer_the_pool_waits()
    {
        await desk.CreditAsync(first, Ether("0.004"), "10", feeBps: 0);
        foreach (var halfHours in new[] { 1, 2, 4, 8, 16, 32, 48, 48 })
        {
            await desk.CheckPoolsAsync();
            var asked = await desk.TakeAsync<ConversionQuoteRequested>();
            await desk.DeliverAsync(new ConversionQuoted(asked.ConversionId, null, "too small"));
            Clock.Advance((SettlementDesk.Pause * halfHours) - TimeSpan.FromSeconds(1));
            Assert.Equal("conversions started: 0", await desk.CheckPoolsAsync());
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await desk.CheckPoolsAsync();
        await desk.FinishAsync(await desk.OpenOrderAsync("10"), "9.9");
        Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.CreditAsync(first, Ether("0.004"), "10", feeBps: 0);
        await desk.CheckPoolsAsync();
        var again = await desk.TakeAsync<ConversionQuoteRequested>();
        await desk.DeliverAsync(new ConversionQuoted(again.ConversionId, null, "too small"));
        Clock.Advance(SettlementDesk.Pause);
        Assert.Equal("conversions started: 1", await desk.CheckPoolsAsync());
    }

    [Fact]
    public async Task Sent_back_by_the_exchange_it_starts_anew_with_the_same_credits()
    {
        await desk.CreditAsync(first, Ether("0.004"), "10");
        await desk.CheckPoolsAsync();
        var id = await desk.OpenOrderAsync("10");
        await EndAsync(id, ExecutionResult.Held, "order is failed");
        await EndAsync(id, ExecutionResult.Released, "sent back");
        await AssertReturnedAsync();

        Clock.Advance(SettlementDesk.Pause);
        await desk.CheckPoolsAsync();
        await desk.FinishAsync(await desk.OpenOrderAsync("10", "order2"), "9.7");
        Assert.Equal(["9409000"], await Db.ListAsync(SharesSql));
    }

    [Fact]
    public async Task Held_and_finished_after_all_it_is_shared_out()
    {
        await desk.CreditAsync(first, Ether("0.004"), "10", feeBps: 0);
        await desk.CheckPoolsAsync();
        var id = await desk.OpenOrderAsync("10");
        await EndAsync(id, ExecutionResult.Held, "order is failed");
        Assert.EndsWith("held 1", (await Db.ListAsync(ConversionsSql)).Single(), Ordinal);
        await desk.FinishAsync(id, "9.9");
        Assert.Equal(["9900000"], await Db.ListAsync(SharesSql));
    }

    [Theory]
    [InlineData(ExecutionResult.Held)]
    [InlineData(ExecutionResult.Released)]
    public async Task What_is_over_stays_over(ExecutionResult late)
    {
        await desk.CreditAsync(first, Ether("0.004"), "10", feeBps: 0);
        await desk.CheckPoolsAsync();
        var id = await desk.OpenOrderAsync("10");
        await desk.FinishAsync(id, "9.9");
        await EndAsync(id, late, "too late");
        await desk.DeliverAsync(new ConversionQuoted(id, null, "too late"));
        await desk.DeliverAsync(new ConversionOrderAnswered(id, null, null, "too late"));

        Assert.EndsWith("completed 1", (await Db.ListAsync(ConversionsSql)).Single(), Ordinal);
        Assert.Equal(["9900000"], await Db.ListAsync(SharesSql));
    }

    [Fact]
    public async Task Finished_without_an_amount_is_for_a_person()
    {
        await desk.CreditAsync(first, Ether("0.004"), "10", feeBps: 0);
        await desk.CheckPoolsAsync();
        var id = await desk.OpenOrderAsync("10");
        var task = new ConversionExecuted(id, ExecutionResult.Completed, null, null, null);
        Assert.IsType<TaskOutcome.Reject>(await desk.DeliverAsync(task));
        Assert.EndsWith("executing 1", (await Db.ListAsync(ConversionsSql)).Single(), Ordinal);
    }

    [Fact]
    public async Task A_large_credit_is_changed_alone_unless_a_pool_has_it()
    {
        await desk.CreditAsync(first, Ether("0.2"), "500");
        await desk.CreditAsync(first, Ether("0.2"), "500");
        var large = await desk.TakeAllAsync<LargeCreditAdded>();
        await desk.DeliverAsync(large[0]);
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await desk.CheckPoolsAsync();
        await desk.DeliverAsync(large[1]);

        Assert.Equal(
            [
                "single eth@eth 200000000000000000 500.000000 485.000000 claimed 1",
                "pool eth@eth 200000000000000000 500.000000 485.000000 claimed 1",
            ],
            await Db.ListAsync(ConversionsSql)
        );
    }

    [Fact]
    public async Task Twelve_runs_at_once_claim_every_credit_once()
    {
        for (var i = 0; i < 10; i++)
        {
            await desk.CreditAsync(first, Ether("0.004"), "10");
        }

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => desk.CheckPoolsAsync()));
        Assert.Equal(
            ["pool eth@eth 40000000000000000 100.000000 97.000000 claimed 10"],
            await Db.ListAsync(ConversionsSql)
        );
        Assert.Single(await desk.TakeAllAsync<ConversionQuoteRequested>());
    }

    private static StringComparison Ordinal => StringComparison.Ordinal;

    private static CoinAmount Ether(string amount) => CoinAmount.Parse(Coin.Eth, amount);

    private Task<TaskOutcome> EndAsync(ConversionId id, ExecutionResult result, string reason) =>
        desk.DeliverAsync(new ConversionExecuted(id, result, null, null, reason));

    // The credits wait in the pool again, and the books are as if nothing had been claimed.
    private async Task AssertReturnedAsync()
    {
        Assert.All(
            await Db.ListAsync(ConversionsSql),
            line => Assert.EndsWith("returned 0", line, Ordinal)
        );
        Assert.Equal(
            0,
            await Db.AskAsync<long>("select count(*) from credits where conversion_id is not null")
        );
        Assert.DoesNotContain(
            await desk.BalancesAsync(first, second),
            line => line.StartsWith("conversions:", Ordinal)
        );
    }
}
