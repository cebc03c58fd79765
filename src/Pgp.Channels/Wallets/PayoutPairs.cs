using Pgp.Channels.Wallets.Addresses;
using Pgp.Contracts.Money;

namespace Pgp.Channels.Wallets;

/// <summary>
/// What owners can be paid in: 87 pairs of 46 currencies and 16 networks. A pair outside them is
/// refused, at entry and before money is sent.
/// </summary>
public static class PayoutPairs
{
    /// <summary>By id.</summary>
    public static IReadOnlyList<PayoutNetwork> Networks { get; } =
    [
        Of("ada", "Cardano", CardanoAddress.Read, null, "ada"),
        Of("base", "Base", EvmAddress.Read, null, "eth usdc usdt"),
        Of("bch", "Bitcoin Cash", BitcoinCashAddress.Read, null, "bch"),
        Of(
            "bsc",
            "BNB Smart Chain",
            EvmAddress.Read,
            null,
            "aave ada avax bch bnb bonk dai doge dot etc eth fdusd fil inj link ltc near shib sol "
                + "ton trx usd1 usdc usde usdt vet wlfi xrp"
        ),
        Of("btc", "Bitcoin", BitcoinAddress.Read, null, "btc"),
        Of("doge", "Dogecoin", DogecoinAddress.Read, null, "doge"),
        Of(
            "eth",
            "Ethereum",
            EvmAddress.Read,
            null,
            "aave arb bgb cro dai doge eth fdusd grt imx inj ldo leo link mnt okb ondo pepe qnt "
                + "shib sol ton usd1 usdc usde usdt wld wlfi"
        ),
        Of("ltc", "Litecoin", LitecoinAddress.Read, null, "ltc"),
        Of("matic", "Polygon", EvmAddress.Read, null, "dai grt link usdc usdt"),
        Of("sol", "Solana", SolanaAddress.Read, null, "bonk fdusd jup sol usd1 usdc usdt wlfi"),
        Of("ton", "Toncoin", TonAddress.Read, MemoRule.TonComment, "ton usde usdt"),
        Of("trx", "TRON", TronAddress.Read, null, "trx usd1 usdt"),
        Of("xlm", "Stellar", StellarAddress.Read, MemoRule.StellarText, "xlm"),
        Of("xmr", "Monero", MoneroAddress.Read, null, "xmr"),
        Of("xrp", "Ripple", XrpAddress.Read, MemoRule.XrpTag, "xrp"),
        Of("zec", "Zcash", ZcashAddress.Read, null, "zec"),
    ];

    /// <summary>All pairs, by network, then ticker.</summary>
    public static IReadOnlyList<Coin> All { get; } =
    [.. from network in Networks from ticker in network.Tickers select Coin.Of(ticker, network.Id)];

    /// <summary>By ticker.</summary>
    public static IReadOnlyList<PayoutCurrency> Currencies { get; } =
    [
        .. from coin in All
        group coin.Network by coin.Ticker into networks
        orderby networks.Key
        select new PayoutCurrency(networks.Key, CurrencyNames.Of[networks.Key], [.. networks]),
    ];

    /// <summary>The network on which this coin can be paid out.</summary>
    /// <returns><see langword="null"/> when it is none of the pairs.</returns>
    public static PayoutNetwork? NetworkOf(Coin coin) =>
        Networks.FirstOrDefault(network =>
            network.Id == coin.Network && network.Tickers.Contains(coin.Ticker)
        );

    private static PayoutNetwork Of(
        string id,
        string name,
        AddressRule rule,
        MemoRule? memo,
        string tickers
    ) => new(id, name, tickers.Split(' '), rule, memo);
}

/// <summary>A currency in which owners can be paid.</summary>
/// <param name="Ticker">As in <c>ticker@network</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Networks">Ids of the networks that have it, in alphabetical order.</param>
public sealed record PayoutCurrency(string Ticker, string Name, IReadOnlyList<string> Networks);
