using Pgp.Adapters.NowPayments;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.NowPayments;

public class CoinCodesTests
{
    [Theory]
    [InlineData("eth", "eth@eth")]
    [InlineData("usdterc20", "usdt@eth")]
    [InlineData("usdttrc20", "usdt@trx")]
    [InlineData("usdtbsc", "usdt@bsc")]
    [InlineData("usdcmatic", "usdc@matic")]
    [InlineData("usdc", "usdc@eth")]
    public void Codes_and_coins_name_each_other(string code, string coin)
    {
        Assert.True(CoinCodes.TryCoin(code, out var read));
        Assert.Equal(Coin.Parse(coin), read);
        Assert.True(CoinCodes.TryCode(read, out var written));
        Assert.Equal(code, written);
    }

    [Theory]
    [InlineData("usdt")]
    [InlineData("usdtxyz")]
    [InlineData("")]
    [InlineData(null)]
    public void An_unlisted_code_is_unknown(string? code) =>
        Assert.False(CoinCodes.TryCoin(code, out _));

    [Fact]
    public void An_amount_of_an_unknown_coin_can_be_compared_but_not_carried()
    {
        Assert.True(StatedAmount.TryOf("newcoin", "1.5", out var asked));
        Assert.True(StatedAmount.TryOf("newcoin", "14e-1", out var paid));
        Assert.True(paid!.IsLessThan(asked!));
        Assert.Null(paid.ToCoinAmount());
    }
}
