using System.Numerics;
using CsCheck;
using Pgp.Adapters.Prices;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Prices;

public class UsdPriceTests
{
    [Theory]
    [InlineData("eth@eth", "0.0036", "2800.25", "10.0809")]
    [InlineData("eth@eth", "0.000000000000000001", "3000", "0")]
    [InlineData("usdt@eth", "50", "0.9998", "49.99")]
    [InlineData("shib@eth", "1000000", "8.1e-6", "8.1")]
    public void A_value_is_exact_and_rounded_down(
        string coin,
        string amount,
        string price,
        string dollars
    )
    {
        Assert.True(UsdPrice.TryParse(price, out var usd));
        var value = UsdPrice.Value(CoinAmount.Parse(Coin.Parse(coin), amount), usd);
        Assert.Equal(Amount<Usd>.Parse(dollars), value);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1e-13")]
    [InlineData(null)]
    public void A_price_is_more_than_zero(string? digits) =>
        Assert.False(UsdPrice.TryParse(digits, out _));

    [Fact]
    public void Splitting_an_amount_never_raises_its_value() =>
        Gen.Select(Gen.ULong, Gen.Int[0, BasisPoints.PerWhole], Gen.ULong[1, ulong.MaxValue])
            .Sample(
                (atomic, share, scaled) =>
                {
                    var price = new UsdPrice(scaled);
                    var whole = new CoinAmount(Coin.Eth, new BigInteger(atomic));
                    var (part, rest) = whole.Split(new BasisPoints(share));
                    var sum = UsdPrice.Value(part, price) + UsdPrice.Value(rest, price);
                    var one = new Amount<Usd>(BigInteger.One);
                    Assert.True(sum <= UsdPrice.Value(whole, price));
                    Assert.True(UsdPrice.Value(whole, price) <= sum + one);
                }
            );
}
