using Pgp.Contracts.Money;

namespace Pgp.Sandbox.Prices;

/// <summary>A coin that the partners trade; <see cref="All"/> can also be paid with.</summary>
/// <param name="Code">One code with the network inside, as NOWPayments has it:
/// <c>usdterc20</c>.</param>
/// <param name="PriceId">The id at the price feed.</param>
/// <param name="AddressPattern">What an address looks like; null for the chain's own check.</param>
internal sealed record ListedCoin(
    string Code,
    Coin Coin,
    string Name,
    string PriceId,
    string? AddressPattern
)
{
    private const string Evm = "^0x[a-fA-F0-9]{40}$";
    private const string Bitcoin = "^(bc1[a-z0-9]{25,59}|[13][1-9A-HJ-NP-Za-km-z]{25,34})$";
    private const string Tron = "^T[1-9A-HJ-NP-Za-km-z]{33}$";

    public static IReadOnlyList<ListedCoin> All { get; } =
    [
        new("eth", Coin.Eth, "Ethereum", "ethereum", null),
        new("btc", Coin.Of("btc", "btc"), "Bitcoin", "bitcoin", Bitcoin),
        new("usdterc20", Coin.Usdt, "Tether (ERC-20)", "tether", null),
        new("usdttrc20", Coin.Of("usdt", "trx"), "Tether (TRC-20)", "tether", Tron),
        new("usdtbsc", Coin.Of("usdt", "bsc"), "Tether (BEP-20)", "tether", Evm),
        new("usdc", Coin.Usdc, "USD Coin (ERC-20)", "usd-coin", null),
        new("dai", Coin.Dai, "Dai (ERC-20)", "dai", null),
        new("trx", Coin.Of("trx", "trx"), "Tron", "tron", Tron),
        new(
            "ltc",
            Coin.Of("ltc", "ltc"),
            "Litecoin",
            "litecoin",
            "^(ltc1|[LM3])[a-zA-Z0-9]{25,60}$"
        ),
        new("sol", Coin.Of("sol", "sol"), "Solana", "solana", "^[1-9A-HJ-NP-Za-km-z]{32,44}$"),
        new("bnbbsc", Coin.Of("bnb", "bsc"), "BNB", "binancecoin", Evm),
        new("maticmainnet", Coin.Of("matic", "matic"), "Polygon", "matic-network", Evm),
        new(
            "doge",
            Coin.Of("doge", "doge"),
            "Dogecoin",
            "dogecoin",
            "^[DA9][1-9A-HJ-NP-Za-km-z]{33}$"
        ),
        new("xrp", Coin.Of("xrp", "xrp"), "Ripple", "ripple", "^r[1-9A-HJ-NP-Za-km-z]{24,34}$"),
        new("xmr", Coin.Of("xmr", "xmr"), "Monero", "monero", "^[48][1-9A-HJ-NP-Za-km-z]{94,105}$"),
    ];

    /// <summary>Partners quote at most eight decimals, fewer where the coin has fewer.</summary>
    public int QuotedDecimals => Math.Min(Coin.Decimals, 8);

    /// <summary>Chains whose deposits need a memo besides the address.</summary>
    public bool NeedsMemo => Coin.Network is "xrp" or "xlm" or "ton";

    /// <summary>What the exchange takes and sends.</summary>
    public static IEnumerable<ListedCoin> OfExchange => All.Concat(ExchangedCoins.All);

    public static ListedCoin? OfCode(string? code) =>
        All.FirstOrDefault(coin =>
            string.Equals(coin.Code, code, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>
    /// By ticker and network; without a network the first one listed, as the vendor does.
    /// </summary>
    public static ListedCoin? OfPair(string? ticker, string? network) =>
        OfExchange.FirstOrDefault(coin =>
            string.Equals(coin.Coin.Ticker, ticker, StringComparison.OrdinalIgnoreCase)
            && (
                string.IsNullOrEmpty(network)
                || string.Equals(coin.Coin.Network, network, StringComparison.OrdinalIgnoreCase)
            )
        );

    /// <summary>Cuts off digits finer than partners quote.</summary>
    public decimal RoundDown(decimal quantity) => Scaled(quantity, decimal.Floor);

    public decimal RoundUp(decimal quantity) => Scaled(quantity, decimal.Ceiling);

    /// <summary>The quantity in atomic units of the coin, rounded down.</summary>
    public CoinAmount Exactly(decimal quantity)
    {
        var text = quantity.ToString(System.Globalization.CultureInfo.InvariantCulture);
        DecimalText.TryToAtomicRoundedDown(text, Coin.Decimals, out var atomic);
        return new CoinAmount(Coin, atomic);
    }

    private decimal Scaled(decimal quantity, Func<decimal, decimal> round)
    {
        var scale = 1m;
        for (var i = 0; i < QuotedDecimals; i++)
        {
            scale *= 10;
        }

        return round(quantity * scale) / scale;
    }
}
