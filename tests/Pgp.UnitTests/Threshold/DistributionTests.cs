using System.Numerics;
using CsCheck;
using Pgp.Contracts.Money;
using Pgp.MicroBatchProcessor;

namespace Pgp.UnitTests.Threshold;

/// <summary>Who gets how much of what a conversion brought (spec 10, sections 7 and 14).</summary>
public sealed class DistributionTests
{
    // Up to a billion dollars per credit, down to a millionth of one.
    private static readonly Gen<Amount<Usd>> AnyWeight = Gen.OneOf(
            Gen.Long[1, 10],
            Gen.Long[1, 50_000_000],
            Gen.Long[1, 1_000_000_000_000_000]
        )
        .Select(micro => new Amount<Usd>(micro));

    private static readonly Gen<(Amount<Usdt> Received, Amount<Usd> Gross, Amount<Usd>[] Net)> Any =
        Gen.Select(
            Gen.OneOf(Gen.Long[0, 100], Gen.Long[0, 1_000_000_000_000_000]),
            AnyWeight.Array[1, 40],
            Gen.Long[0, 1_000_000_000],
            (received, weights, fees) =>
                (
                    new Amount<Usdt>(received),
                    new Amount<Usd>(Sum(weights.Select(weight => weight.Atomic)) + fees),
                    weights
                )
        );

    [Fact]
    public void Ten_over_three_equals_gives_the_odd_unit_to_the_first() =>
        Assert.Equal(
            ["3.333334", "3.333333", "3.333333"],
            SharesOf("10", "3", "1", "1", "1").Select(share => share.ToDecimalText())
        );

    [Fact]
    public void What_arrived_is_shared_out_by_what_it_was_worth() =>
        Assert.Equal(
            ["9.7", "14.55", "24.25"],
            SharesOf("48.50", "50", "10", "15", "25").Select(share => share.ToDecimalText())
        );

    [Fact]
    public void The_fee_comes_off_first()
    {
        var distribution = Of("98", "100", "85");
        Assert.Equal("83.3", distribution.ToOwners.ToDecimalText());
        Assert.Equal("14.7", distribution.Fee.ToDecimalText());
    }

    [Fact]
    public void Seven_equals_sum_to_what_arrived() =>
        Assert.Equal(
            Amount<Usdt>.Parse("10"),
            Of("10", "70", [.. Enumerable.Repeat("10", 7)]).ToOwners
        );

    [Fact]
    public void Nothing_that_arrived_is_nothing_for_everybody()
    {
        var distribution = Of("0", "3", "1", "1", "1");
        Assert.All(distribution.Shares, share => Assert.Equal(Amount<Usdt>.Zero, share));
        Assert.Equal(Amount<Usdt>.Zero, distribution.Fee);
    }

    [Fact]
    public void Fee_and_shares_are_exactly_what_arrived() =>
        Any.Sample(any =>
        {
            var distribution = Distribution.Of(any.Received, any.Gross, any.Net);
            Assert.Equal(any.Received, distribution.Fee + distribution.ToOwners);
            Assert.Equal(any.Net.Length, distribution.Shares.Count);
        });

    [Fact]
    public void Nobody_gets_less_than_nothing() =>
        Any.Sample(any =>
        {
            var distribution = Distribution.Of(any.Received, any.Gross, any.Net);
            Assert.True(distribution.Fee >= Amount<Usdt>.Zero);
            Assert.All(distribution.Shares, share => Assert.True(share >= Amount<Usdt>.Zero));
        });

    [Fact]
    public void Every_share_is_less_than_one_unit_away_from_the_ideal() =>
        Any.Sample(any =>
        {
            var distribution = Distribution.Of(any.Received, any.Gross, any.Net);
            var total = Sum(any.Net.Select(weight => weight.Atomic));
            var pool = distribution.ToOwners.Atomic;
            foreach (var (share, weight) in distribution.Shares.Zip(any.Net))
            {
                var distance = (share.Atomic * total) - (pool * weight.Atomic);
                Assert.True(BigInteger.Abs(distance) < total, $"{share} for {weight}");
            }

            var ideal = any.Received.Atomic * (any.Gross.Atomic - total);
            Assert.InRange(
                ideal - (distribution.Fee.Atomic * any.Gross.Atomic),
                BigInteger.Zero,
                any.Gross.Atomic - 1
            );
        });

    [Fact]
    public void Whoever_brought_more_never_gets_less_and_of_equals_the_earlier_is_first() =>
        Any.Sample(any =>
        {
            var shares = Distribution.Of(any.Received, any.Gross, any.Net).Shares;
            for (var i = 0; i < shares.Count; i++)
            {
                for (var j = i + 1; j < shares.Count; j++)
                {
                    Assert.True(any.Net[i] < any.Net[j] || shares[i] >= shares[j]);
                    Assert.True(any.Net[i] >= any.Net[j] || shares[i] <= shares[j]);
                }
            }
        });

    [Fact]
    public void Equal_credits_differ_by_one_unit_at_most_and_never_out_of_order() =>
        Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Int[1, 50], AnyWeight)
            .Sample(
                (received, count, weight) =>
                {
                    var gross = new Amount<Usd>(weight.Atomic * count);
                    Amount<Usd>[] weights = [.. Enumerable.Repeat(weight, count)];
                    var shares = Distribution.Of(new Amount<Usdt>(received), gross, weights).Shares;
                    Assert.Equal(shares.OrderDescending(), shares);
                    Assert.True((shares[0] - shares[^1]).Atomic <= 1);
                }
            );

    [Theory]
    [InlineData("10", "2", "1", "1.000001")]
    [InlineData("10", "2", "2", "0")]
    [InlineData("10", "0")]
    public void What_cannot_be_shared_out_is_refused(
        string received,
        string gross,
        params string[] net
    ) => Assert.Throws<ArgumentException>(() => Of(received, gross, net));

    private static IReadOnlyList<Amount<Usdt>> SharesOf(
        string received,
        string gross,
        params string[] net
    ) => Of(received, gross, net).Shares;

    private static Distribution Of(string received, string gross, params string[] net) =>
        Distribution.Of(
            Amount<Usdt>.Parse(received),
            Amount<Usd>.Parse(gross),
            [.. net.Select(Amount<Usd>.Parse)]
        );

    private static BigInteger Sum(IEnumerable<BigInteger> parts) =>
        parts.Aggregate(BigInteger.Zero, (sum, part) => sum + part);
}
