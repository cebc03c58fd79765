using Pgp.Contracts.Money;

namespace Pgp.Sandbox.Prices;

/// <summary>
/// Coins that nobody pays with here, but that the exchange sends out: whatever else owners can be
/// paid in.
/// </summary>
internal static class ExchangedCoins
{
    private const string Evm = "^0x[a-fA-F0-9]{40}$";

    private static readonly (string Network, string? AddressPattern, string Tickers)[] Networks =
    [
        ("ada", "^addr1[a-z0-9]{53,98}$", "ada"),
        ("base", Evm, "eth usdc usdt"),
        ("bch", "^((bitcoincash:)?[qp][a-z0-9]{41}|[13][1-9A-HJ-NP-Za-km-z]{25,34})$", "bch"),
        (
            "bsc",
            Evm,
            "aave ada avax bch bnb bonk dai doge dot etc eth fdusd fil inj link ltc near shib sol "
                + "ton trx usd1 usdc usde usdt vet wlfi xrp"
        ),
        (
            "eth",
            null,
            "aave arb bgb cro doge fdusd grt imx inj ldo leo link mnt okb ondo pepe qnt shib sol "
                + "ton usd1 usde wld wlfi"
        ),
        ("matic", Evm, "dai grt link usdc usdt"),
        ("sol", "^[1-9A-HJ-NP-Za-km-z]{32,44}$", "bonk fdusd jup usd1 usdc usdt wlfi"),
        ("ton", "^[UE]Q[A-Za-z0-9_-]{46}$", "ton usde usdt"),
        ("trx", "^T[1-9A-HJ-NP-Za-km-z]{33}$", "usd1"),
        ("xlm", "^G[A-Z2-7]{55}$", "xlm"),
        ("zec", "^t[13][1-9A-HJ-NP-Za-km-z]{33}$", "zec"),
    ];

    // Ids as the price feed has them; the prices are round, only to be of the right size.
    private static readonly (string Ticker, string PriceId, decimal Usd)[] Currencies =
    [
        ("aave", "aave", 100m),
        ("ada", "cardano", 0.4m),
        ("arb", "arbitrum", 0.5m),
        ("avax", "avalanche-2", 25m),
        ("bch", "bitcoin-cash", 400m),
        ("bgb", "bitget-token", 4m),
        ("bnb", "binancecoin", 600m),
        ("bonk", "bonk", 0.00002m),
        ("cro", "crypto-com-chain", 0.1m),
        ("dai", "dai", 1m),
        ("doge", "dogecoin", 0.15m),
        ("dot", "polkadot", 5m),
        ("etc", "ethereum-classic", 20m),
        ("eth", "ethereum", 2500m),
        ("fdusd", "first-digital-usd", 1m),
        ("fil", "filecoin", 4m),
        ("grt", "the-graph", 0.15m),
        ("imx", "immutable-x", 1m),
        ("inj", "injective-protocol", 15m),
        ("jup", "jupiter-exchange-solana", 0.5m),
        ("ldo", "lido-dao", 1m),
        ("leo", "leo-token", 8m),
        ("link", "chainlink", 12m),
        ("ltc", "litecoin", 80m),
        ("mnt", "mantle", 0.7m),
        ("near", "near", 4m),
        ("okb", "okb", 45m),
        ("ondo", "ondo-finance", 0.9m),
        ("pepe", "pepe", 0.00001m),
        ("qnt", "quant-network", 80m),
        ("shib", "shiba-inu", 0.00001m),
        ("sol", "solana", 150m),
        ("ton", "the-open-network", 3m),
        ("trx", "tron", 0.25m),
        ("usd1", "usd1-wlfi", 1m),
        ("usdc", "usd-coin", 1m),
        ("usde", "ethena-usde", 1m),
        ("usdt", "tether", 1m),
        ("vet", "vechain", 0.03m),
        ("wld", "worldcoin-wld", 1m),
        ("wlfi", "world-liberty-financial", 0.2m),
        ("xlm", "stellar", 0.2m),
        ("xrp", "ripple", 0.6m),
        ("zec", "zcash", 40m),
    ];

    public static IReadOnlyList<ListedCoin> All { get; } =
    [
        .. from network in Networks
        from ticker in network.Tickers.Split(' ')
        let coin = Coin.Of(ticker, network.Network)
        where ListedCoin.All.All(listed => listed.Coin != coin)
        join currency in Currencies on ticker equals currency.Ticker
        select new ListedCoin(
            $"{ticker}{network.Network}",
            coin,
            $"{ticker.ToUpperInvariant()} ({network.Network.ToUpperInvariant()})",
            currency.PriceId,
            network.AddressPattern
        ),
    ];

    public static IEnumerable<(string Id, decimal Usd)> FirstPrices =>
        Currencies.Select(currency => (currency.PriceId, currency.Usd));
}
