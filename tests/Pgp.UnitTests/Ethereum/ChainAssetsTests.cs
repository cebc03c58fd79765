using System.Numerics;
using Pgp.Adapters.Ethereum;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Ethereum;

public class ChainAssetsTests
{
    private static readonly EthAddress Receiver = EthAddress.Parse(Known.Receiver);

    [Theory]
    [InlineData("usdt@eth", "0xdac17f958d2ee523a2206206994597c13d831ec7", 6)]
    [InlineData("usdc@eth", "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", 6)]
    [InlineData("dai@eth", "0x6b175474e89094c44da98b954eedeac495271d0f", 18)]
    public void Tokens_are_where_mainnet_has_them(string coin, string contract, int decimals)
    {
        var asset = ChainAssets.Mainnet[Coin.Parse(coin)];
        Assert.Equal(EthAddress.Parse(contract), asset.Contract);
        Assert.Equal(decimals, asset.Coin.Decimals);
        Assert.Equal(100_000, asset.GasLimit);
    }

    [Fact]
    public void Every_coin_of_the_host_wallet_is_known() =>
        Assert.Equal(
            Coin.OfHostWallet.Select(coin => $"{coin}").Order(),
            ChainAssets.Mainnet.All.Select(asset => $"{asset.Coin}").Order()
        );

    [Fact]
    public void A_coin_that_is_not_listed_cannot_be_sent()
    {
        var tron = Coin.Of("usdt", "trx");
        Assert.False(ChainAssets.Mainnet.TryGet(tron, out _));
        Assert.Throws<KeyNotFoundException>(() => ChainAssets.Mainnet[tron]);
    }

    [Fact]
    public void Another_contract_for_one_coin_leaves_the_others_alone()
    {
        var elsewhere = new ChainAsset(Coin.Usdt, Receiver, GasLimit: 90_000);
        var assets = ChainAssets.Mainnet.With(elsewhere);
        Assert.Equal(elsewhere, assets[Coin.Usdt]);
        Assert.Equal(ChainAssets.Mainnet[Coin.Dai], assets[Coin.Dai]);
        Assert.Equal(EthAddress.Parse(Known.Usdt), ChainAssets.Mainnet[Coin.Usdt].Contract);
    }

    [Fact]
    public void Ether_goes_as_value_to_the_receiver()
    {
        var amount = CoinAmount.Parse(Coin.Eth, "0.001");
        var call = ChainAssets.Mainnet[Coin.Eth].Transfer(Receiver, amount);
        Assert.Equal(Receiver, call.To);
        Assert.Equal(new Amount<Eth>(BigInteger.Pow(10, 15)), call.Value);
        Assert.True(call.Data.IsEmpty);
        Assert.Equal(21_000, call.GasLimit);
    }

    [Fact]
    public void Tokens_go_as_call_data_to_their_contract()
    {
        var amount = CoinAmount.Parse(Coin.Usdt, "12.345678");
        var call = ChainAssets.Mainnet[Coin.Usdt].Transfer(Receiver, amount);
        Assert.Equal(EthAddress.Parse(Known.Usdt), call.To);
        Assert.Equal(Amount<Eth>.Zero, call.Value);
        Assert.Equal(Known.UsdtTransfer.Data.ToArray(), call.Data.ToArray());
        Assert.Equal(100_000, call.GasLimit);
    }

    [Theory]
    [InlineData("1 usdc@eth")]
    [InlineData("0 usdt@eth")]
    [InlineData("-1 usdt@eth")]
    public void Only_a_positive_amount_of_that_coin_can_be_sent(string amount) =>
        Assert.Throws<ArgumentException>(() =>
            ChainAssets.Mainnet[Coin.Usdt].Transfer(Receiver, CoinAmount.ParseWire(amount))
        );
}
