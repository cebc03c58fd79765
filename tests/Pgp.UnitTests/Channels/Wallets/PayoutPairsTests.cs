using Pgp.Channels;
using Pgp.Channels.Wallets;
using Pgp.Contracts.Money;
using Pgp.Sandbox.ChangeNow;
using Pgp.Sandbox.Prices;

namespace Pgp.UnitTests.Channels.Wallets;

public sealed class PayoutPairsTests
{
    public static TheoryData<string> Pairs { get; } =
    [.. PayoutPairs.All.Select(coin => coin.ToString())];

    [Fact]
    public void There_are_87_pairs_of_46_currencies_on_16_networks()
    {
        Assert.Equal(87, PayoutPairs.All.Distinct().Count());
        Assert.Equal(46, PayoutPairs.Currencies.Count);
        Assert.Equal(16, PayoutPairs.Networks.Count);
        Assert.Equal(87, PayoutPairs.Currencies.Sum(currency => currency.Networks.Count));
        Assert.Equal(
            "base bsc eth matic sol ton trx",
            string.Join(' ', PayoutPairs.Currencies.Single(one => one.Ticker == "usdt").Networks)
        );
    }

    [Fact]
    public void A_memo_is_taken_on_three_networks() =>
        Assert.Equal(
            ["ton", "xlm", "xrp"],
            PayoutPairs.Networks.Where(network => network.TakesMemo).Select(network => network.Id)
        );

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_pair_takes_an_address_of_its_network_and_no_other(string pair)
    {
        var own = PayoutPairs.NetworkOf(Coin.Parse(pair))!;
        foreach (var (network, address) in Published.Of)
        {
            var errors = new List<FieldError>();
            new WalletCheck(errors).Run(pair, address, null);
            if (address == Published.Of[own.Id])
            {
                Assert.Empty(errors);
            }
            else
            {
                var error = Assert.Single(errors);
                Assert.Equal(("payout_address", "wrong_network"), (error.Field, error.Code));
                Assert.Contains(
                    PayoutPairs.Networks.Single(one => one.Id == network).Name,
                    error.Message,
                    StringComparison.Ordinal
                );
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_sandbox_exchanges_into_each_pair_and_accepts_its_addresses(string pair)
    {
        var coin = Coin.Parse(pair);
        var listed = ListedCoin.OfPair(coin.Ticker, coin.Network);

        Assert.NotNull(listed);
        Assert.Equal(coin, listed.Coin);
        Assert.Equal(PayoutPairs.NetworkOf(coin)!.TakesMemo, listed.NeedsMemo);
        Assert.True(ExchangeCoins.IsAddress(listed, Published.Of[coin.Network]));
        Assert.NotNull(new PriceBook(TimeProvider.System).Find(listed.PriceId));
    }
}
