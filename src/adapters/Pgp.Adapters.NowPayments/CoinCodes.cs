using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.NowPayments;

/// <summary>
/// The provider's coin codes and our coins, one to one. A code names ticker and network at once
/// (<c>usdttrc20</c>); one that is not in the table is unknown and never taken apart by guessing.
/// Source: the vendor's <c>GET /v1/full-currencies</c> (spec 70, 1.8).
/// </summary>
public static class CoinCodes
{
    private static readonly FrozenDictionary<string, Coin> Coins = new Dictionary<string, Coin>
    {
        ["eth"] = Coin.Eth,
        ["usdterc20"] = Coin.Usdt,
        ["usdc"] = Coin.Usdc,
        ["dai"] = Coin.Dai,
        ["usd"] = Coin.Usd,
        ["btc"] = Coin.Of("btc", "btc"),
        ["ltc"] = Coin.Of("ltc", "ltc"),
        ["bch"] = Coin.Of("bch", "bch"),
        ["doge"] = Coin.Of("doge", "doge"),
        ["xrp"] = Coin.Of("xrp", "xrp"),
        ["xmr"] = Coin.Of("xmr", "xmr"),
        ["trx"] = Coin.Of("trx", "trx"),
        ["sol"] = Coin.Of("sol", "sol"),
        ["ton"] = Coin.Of("ton", "ton"),
        ["bnbbsc"] = Coin.Of("bnb", "bsc"),
        ["usdttrc20"] = Coin.Of("usdt", "trx"),
        ["usdtbsc"] = Coin.Of("usdt", "bsc"),
        ["usdtmatic"] = Coin.Of("usdt", "matic"),
        ["usdtsol"] = Coin.Of("usdt", "sol"),
        ["usdcmatic"] = Coin.Of("usdc", "matic"),
        ["usdcsol"] = Coin.Of("usdc", "sol"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Coin, string> Codes = Coins.ToFrozenDictionary(
        pair => pair.Value,
        pair => pair.Key
    );

    /// <param name="code">Lower case, as the provider writes it.</param>
    public static bool TryCoin(string? code, [NotNullWhen(true)] out Coin? coin)
    {
        coin = null;
        return code is not null && Coins.TryGetValue(code, out coin);
    }

    public static bool TryCode(Coin coin, [NotNullWhen(true)] out string? code) =>
        Codes.TryGetValue(coin, out code);
}
