using System.Numerics;
using CsCheck;
using Pgp.Adapters.Ethereum.Fees;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Ethereum;

public class FeePolicyTests
{
    private static readonly FeePolicy Unlimited = new(BigInteger.Pow(10, 30));

    // Fees from nothing to some hundred gwei, small numbers (where rounding shows) included.
    private static readonly Gen<BigInteger> Fees = Gen.OneOf(
        Gen.Long[0, 100].Select(wei => new BigInteger(wei)),
        Gen.Long[0, 500_000_000_000].Select(wei => new BigInteger(wei))
    );

    private static readonly Gen<FeeSuggestion> Markets = Gen.Select(Fees, Fees)
        .Select((baseFee, tip) => new FeeSuggestion(baseFee, tip));

    private static readonly Gen<FeeBid> Bids = Gen.Select(Fees, Fees)
        .Select((one, other) => new FeeBid(BigInteger.Max(one, other), BigInteger.Min(one, other)));

    [Fact]
    public void The_first_bid_is_twice_the_base_fee_and_the_tip()
    {
        var decision = Unlimited.FirstBid(new FeeSuggestion(10 * Known.Gwei, 2 * Known.Gwei));
        var expected = new FeeBid(22 * Known.Gwei, 2 * Known.Gwei);
        Assert.Equal(new FeeDecision.Bid(expected), decision);
    }

    [Fact]
    public void The_ceiling_itself_is_allowed_and_one_wei_more_is_not()
    {
        var market = new FeeSuggestion(10 * Known.Gwei, 2 * Known.Gwei);
        var wanted = 22 * Known.Gwei;
        Assert.IsType<FeeDecision.Bid>(new FeePolicy(wanted).FirstBid(market));
        Assert.Equal(
            new FeeDecision.OverCeiling(wanted, wanted - 1),
            new FeePolicy(wanted - 1).FirstBid(market)
        );
    }

    [Theory]
    [InlineData(8, 8, 9, 9)]
    [InlineData(9, 1, 11, 2)]
    [InlineData(100, 10, 113, 12)]
    [InlineData(1, 0, 2, 1)]
    public void A_replacement_raises_both_fees_by_an_eighth_rounded_up(
        int maxFee,
        int tip,
        int newMaxFee,
        int newTip
    )
    {
        var calm = new FeeSuggestion(BigInteger.Zero, BigInteger.Zero);
        var decision = Unlimited.Replacement(new FeeBid(maxFee, tip), calm);
        Assert.Equal(new FeeDecision.Bid(new FeeBid(newMaxFee, newTip)), decision);
    }

    [Fact]
    public void A_replacement_follows_a_market_that_rose_more()
    {
        var previous = new FeeBid(22 * Known.Gwei, 2 * Known.Gwei);
        var market = new FeeSuggestion(50 * Known.Gwei, 5 * Known.Gwei);
        var expected = new FeeBid(105 * Known.Gwei, 5 * Known.Gwei);
        Assert.Equal(new FeeDecision.Bid(expected), Unlimited.Replacement(previous, market));
    }

    [Fact]
    public void Every_node_takes_every_replacement() =>
        Gen.Select(Bids, Markets)
            .Sample(
                (previous, market) =>
                {
                    var decision = Unlimited.Replacement(previous, market);
                    var next = Assert.IsType<FeeDecision.Bid>(decision).Fees;
                    AssertRaised(previous.MaxFeePerGas, next.MaxFeePerGas);
                    AssertRaised(previous.MaxPriorityFeePerGas, next.MaxPriorityFeePerGas);
                    Assert.True(next.MaxPriorityFeePerGas <= next.MaxFeePerGas);
                }
            );

    [Fact]
    public void No_bid_is_above_the_ceiling_and_none_is_refused_that_fits() =>
        Gen.Select(Bids, Markets, Fees)
            .Sample(
                (previous, market, ceiling) =>
                {
                    var policy = new FeePolicy(ceiling);
                    var eighth = previous.MaxFeePerGas * 9 / 8;
                    switch (policy.Replacement(previous, market))
                    {
                        case FeeDecision.Bid bid:
                            Assert.True(bid.Fees.MaxFeePerGas <= ceiling);
                            break;
                        case FeeDecision.OverCeiling over:
                            Assert.True(over.Wanted > ceiling && over.Wanted <= eighth + 1);
                            break;
                    }

                    if (policy.FirstBid(market) is FeeDecision.Bid first)
                    {
                        Assert.True(first.Fees.MaxFeePerGas <= ceiling);
                    }
                }
            );

    [Fact]
    public void A_bid_tells_what_it_can_cost() =>
        Assert.Equal(
            new Amount<Eth>(21_000 * 30 * Known.Gwei),
            new FeeBid(30 * Known.Gwei, Known.Gwei).MaxCost(21_000)
        );

    // The rule of geth: strictly above, and not below the old one times 110 over 100.
    private static void AssertRaised(BigInteger old, BigInteger raised) =>
        Assert.True(raised > old && raised * 8 >= old * 9 && raised >= old * 110 / 100);
}
