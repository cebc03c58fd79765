using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Contracts;

public sealed class CoinTests
{
    [Theory]
    [InlineData("eth@eth", 18)]
    [InlineData("usdt@eth", 6)]
    [InlineData("usdc@eth", 6)]
    [InlineData("dai@eth", 18)]
    [InlineData("usd@fiat", 6)]
    [InlineData("usdt@trx", 18)]
    [InlineData("1inch@eth", 18)]
    public void A_coin_is_its_text_form(string text, int decimals)
    {
        var coin = Coin.Parse(text);
        Assert.Equal(text, coin.ToString());
        Assert.Equal(decimals, coin.Decimals);
        Assert.Equal(coin, Coin.Parse(text));
    }

    [Fact]
    public void One_ticker_on_two_networks_is_two_coins() =>
        Assert.NotEqual(Coin.Usdt, Coin.Of("usdt", "trx"));

    [Theory]
    [InlineData("")]
    [InlineData("usdt")]
    [InlineData("usdt@")]
    [InlineData("@eth")]
    [InlineData("usdt@eth@eth")]
    [InlineData("USDT@eth")]
    [InlineData("us dt@eth")]
    [InlineData("usd-t@eth")]
    [InlineData("tether0123456789abcde@eth")]
    public void Another_form_is_refused(string text) =>
        Assert.Throws<FormatException>(() => Coin.Parse(text));

    [Fact]
    public void A_missing_part_is_refused_without_an_exception()
    {
        Assert.False(Coin.TryOf(null, "eth", out _));
        Assert.False(Coin.TryOf("eth", null, out _));
    }
}
