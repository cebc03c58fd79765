using System.Numerics;
using CsCheck;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Contracts;

public sealed class AmountTests
{
    private static readonly BigInteger Wei = BigInteger.Pow(10, 18);

    // Up to 10^12 whole ether, counted in wei.
    private static readonly Gen<Amount<Eth>> AnyEther = Gen.Select(
        Gen.ULong[0, 1_000_000_000_000],
        Gen.ULong[0, 999_999_999_999_999_999],
        (whole, rest) => new Amount<Eth>((whole * Wei) + rest)
    );

    private static readonly Gen<BasisPoints> AnyShare = Gen.Int[0, BasisPoints.PerWhole]
        .Select(points => new BasisPoints(points));

    [Fact]
    public void A_split_loses_nothing_and_rounds_the_part_down() =>
        Gen.Select(AnyEther, AnyShare)
            .Sample(
                (amount, share) =>
                {
                    var (part, remainder) = amount.Split(share);
                    Assert.Equal(amount, part + remainder);
                    Assert.True(part >= Amount<Eth>.Zero && part <= amount);
                    var exact = amount.Atomic * share.Value;
                    Assert.InRange(exact - (part.Atomic * 10_000), 0, 9_999);
                }
            );

    [Fact]
    public void What_is_written_is_read_back() =>
        AnyEther.Sample(amount => Assert.Equal(amount, Amount<Eth>.Parse(amount.ToDecimalText())));

    [Fact]
    public void The_order_is_that_of_the_atomic_units() =>
        Gen.Select(AnyEther, AnyEther)
            .Sample(
                (left, right) =>
                {
                    Assert.Equal(left.Atomic < right.Atomic, left < right);
                    Assert.Equal(left.Atomic > right.Atomic, left > right);
                    Assert.Equal(left.Atomic <= right.Atomic, left <= right);
                    Assert.Equal(left.Atomic >= right.Atomic, left >= right);
                    Assert.Equal(left.Atomic.CompareTo(right.Atomic), left.CompareTo(right));
                    Assert.Equal(left, left + right - right);
                }
            );

    [Fact]
    public void A_trillion_with_eighteen_decimals_is_exact()
    {
        var amount = Amount<Eth>.Parse("1000000000000.000000000000000001");
        Assert.Equal(BigInteger.Pow(10, 30) + 1, amount.Atomic);
        Assert.Equal("1000000000000.000000000000000001 eth", amount.ToString());
    }

    [Fact]
    public void Digits_finer_than_the_unit_are_refused()
    {
        Assert.False(Amount<Usd>.TryParse("9.9999999", out _));
        Assert.Throws<FormatException>(() => Amount<Usd>.Parse("9.9999999"));
    }

    [Fact]
    public void A_run_time_amount_keeps_coin_and_units()
    {
        var amount = Amount<Usd>.Parse("9.99").ToCoinAmount();
        Assert.Equal(new CoinAmount(Coin.Usd, 9_990_000), amount);
        Assert.Equal(Amount<Usd>.Parse("9.99"), amount.As<Usd>());
        Assert.Throws<InvalidOperationException>(() => amount.As<Eth>());
    }
}
