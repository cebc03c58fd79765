using Pgp.BatchProcessor;
using Pgp.Contracts.Money;
using Pgp.MicroBatchProcessor;

namespace Pgp.UnitTests.Threshold;

public sealed class SettlementRuleTests
{
    private static readonly BasisPoints Quarter = new(2_500);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(5, 16)]
    [InlineData(6, 24)]
    [InlineData(7, 24)]
    [InlineData(1_000_000, 24)]
    public void A_payout_that_keeps_failing_is_tried_ever_less_often(int failures, int hours)
    {
        var options = new BatchOptions(Amount<Usd>.Parse("20"), TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.FromHours(hours), options.PauseAfter(failures));
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(6, 960)]
    [InlineData(7, 1_440)]
    [InlineData(1_000_000, 1_440)]
    public void A_pool_whose_conversions_come_back_waits_ever_longer(int returns, int minutes)
    {
        var options = new MicroBatchOptions(
            Amount<Usd>.Parse("5"),
            Quarter,
            TimeSpan.FromMinutes(30)
        );
        Assert.Equal(TimeSpan.FromMinutes(minutes), options.PauseAfter(returns));
    }

    [Fact]
    public void A_pause_of_more_than_a_day_is_a_day()
    {
        var options = new BatchOptions(Amount<Usd>.Parse("20"), TimeSpan.FromHours(30));
        Assert.Equal(TimeSpan.FromDays(1), options.PauseAfter(1));
    }

    [Theory]
    [InlineData("100", "100", true)]
    [InlineData("75", "100", true)]
    [InlineData("74.999999", "100", false)]
    [InlineData("125", "100", true)]
    [InlineData("125.000001", "100", false)]
    [InlineData("0.000001", "100", false)]
    [InlineData("2295", "2.295", false)]
    [InlineData("0.002295", "2.295", false)]
    public void An_offer_far_from_what_the_coins_were_worth_is_a_mistake(
        string offered,
        string worth,
        bool isPlausible
    )
    {
        var net = CoinAmount.Parse(Coin.Usdt, offered);
        Assert.Equal(
            isPlausible,
            ConversionQuotedHandler.IsPlausible(net, Amount<Usd>.Parse(worth), Quarter)
        );
    }

    [Fact]
    public void Without_tolerance_only_the_very_worth_is_good()
    {
        var worth = Amount<Usd>.Parse("10");
        Assert.True(IsExact("10"));
        Assert.False(IsExact("10.000001"));

        bool IsExact(string offered) =>
            ConversionQuotedHandler.IsPlausible(
                CoinAmount.Parse(Coin.Usdt, offered),
                worth,
                new BasisPoints(0)
            );
    }

    [Theory]
    [InlineData("4.999999", 3, false)]
    [InlineData("5", 3, true)]
    [InlineData("0", 0, false)]
    [InlineData("0.5", 4_999, false)]
    [InlineData("0.5", 5_000, true)]
    public void A_pool_goes_when_it_is_worth_enough_or_full(string worth, int credits, bool isDue)
    {
        var pool = new Pool(Amount<Usd>.Parse(worth), credits);
        Assert.Equal(isDue, pool.IsDue(Amount<Usd>.Parse("5")));
    }
}
