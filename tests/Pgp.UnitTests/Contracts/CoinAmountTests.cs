using System.Numerics;
using CsCheck;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Contracts;

public sealed class CoinAmountTests
{
    private static readonly Gen<Coin> AnyCoin = Gen.OneOf(
        Coin.Eth,
        Coin.Usdt,
        Coin.Usdc,
        Coin.Dai,
        Coin.Usd,
        Coin.Of("usdt", "trx"),
        Coin.Of("btc", "btc")
    );

    // Up to 10^12 whole coins of 18 decimals, negative ones too.
    private static readonly Gen<CoinAmount> AnyAmount = Gen.Select(
        AnyCoin,
        Gen.Long[-1_000_000_000_000, 1_000_000_000_000],
        Gen.ULong[0, 999_999_999_999_999_999],
        (coin, whole, rest) =>
            new CoinAmount(coin, (whole * BigInteger.Pow(10, coin.Decimals)) + rest)
    );

    [Fact]
    public void The_wire_form_is_read_back() =>
        AnyAmount.Sample(amount => Assert.Equal(amount, CoinAmount.ParseWire(amount.ToWire())));

    [Fact]
    public void Decimal_digits_are_read_back() =>
        AnyAmount.Sample(amount =>
            Assert.Equal(amount, CoinAmount.Parse(amount.Coin, amount.ToDecimalText()))
        );

    [Fact]
    public void A_split_keeps_the_coin_and_loses_nothing() =>
        Gen.Select(AnyAmount, Gen.Int[0, BasisPoints.PerWhole])
            .Sample(
                (amount, points) =>
                {
                    var (part, remainder) = amount.Split(new BasisPoints(points));
                    Assert.Equal(amount.Coin, part.Coin);
                    Assert.Equal(amount.Coin, remainder.Coin);
                    Assert.Equal(amount.Atomic, part.Atomic + remainder.Atomic);
                }
            );

    [Fact]
    public void A_share_of_nothing_is_nothing_and_of_all_is_all()
    {
        var amount = CoinAmount.Parse(Coin.Usdt, "12.5");
        Assert.Equal(0, amount.Split(new BasisPoints(0)).Part.Atomic);
        Assert.Equal(amount, amount.Split(new BasisPoints(10_000)).Part);
    }

    [Fact]
    public void The_wire_form_names_atomic_units_and_asset() =>
        Assert.Equal("481780000000000 eth@eth", CoinAmount.Parse(Coin.Eth, "0.00048178").ToWire());

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1 ")]
    [InlineData(" eth@eth")]
    [InlineData("1.5 eth@eth")]
    [InlineData("1e3 eth@eth")]
    [InlineData("1  eth@eth")]
    [InlineData("1 ETH@eth")]
    [InlineData("1 eth")]
    [InlineData("1 eth@eth ")]
    [InlineData("0x10 eth@eth")]
    public void Another_form_on_the_wire_is_refused(string text) =>
        Assert.Throws<FormatException>(() => CoinAmount.ParseWire(text));

    [Fact]
    public void Digits_finer_than_the_coin_are_refused() =>
        Assert.Throws<FormatException>(() => CoinAmount.Parse(Coin.Usdt, "0.0000001"));

    [Fact]
    public void Amounts_of_two_coins_are_never_compared()
    {
        var six = new CoinAmount(Coin.Usdt, 1);
        Assert.True(six.IsLessThan(new CoinAmount(Coin.Usdt, 2)));
        Assert.False(six.IsLessThan(six));
        Assert.Throws<InvalidOperationException>(() =>
            six.IsLessThan(new CoinAmount(Coin.Of("usdt", "trx"), 2))
        );
    }
}
