using System.Collections.Frozen;
using System.Text.Json;
using Pgp.Adapters.Wire;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.Prices;

/// <summary>Where Coinbase's public prices are; no key is needed.</summary>
public sealed class CoinbaseOptions
{
    public Uri BaseAddress { get; set; } = new("https://api.coinbase.com/v2/");

    /// <summary>Longest wait for one answer; default 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>Coinbase's spot price, the second opinion (spec 70, section 7).</summary>
/// <param name="http">Prepared by <see cref="Configure"/>.</param>
public sealed class CoinbasePrices(HttpClient http) : IPriceSource
{
    // Tickers are ambiguous across networks, so only assets that are surely the same are named.
    private static readonly FrozenDictionary<string, string> Bases = new Dictionary<string, string>
    {
        ["eth@eth"] = "ETH",
        ["usdt@eth"] = "USDT",
        ["usdt@trx"] = "USDT",
        ["usdt@bsc"] = "USDT",
        ["usdt@matic"] = "USDT",
        ["usdt@sol"] = "USDT",
        ["usdc@eth"] = "USDC",
        ["usdc@matic"] = "USDC",
        ["usdc@sol"] = "USDC",
        ["dai@eth"] = "DAI",
        ["btc@btc"] = "BTC",
        ["bch@bch"] = "BCH",
        ["doge@doge"] = "DOGE",
        ["ltc@ltc"] = "LTC",
        ["sol@sol"] = "SOL",
        ["xrp@xrp"] = "XRP",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public string Name => "coinbase";

    public static void Configure(HttpClient http, CoinbaseOptions options)
    {
        PartnerHttp.Configure(http, options.BaseAddress, options.Timeout);
        http.DefaultRequestHeaders.UserAgent.ParseAdd("PayGatePrime/1.0");
    }

    public async Task<PriceAnswer> UsdPerCoinAsync(Coin coin, CancellationToken ct)
    {
        if (!Bases.TryGetValue(coin.ToString(), out var ticker))
        {
            return new PriceAnswer.NotListed();
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, $"prices/{ticker}-USD/spot");
        return await PartnerHttp.SendAsync(http, request, ct) switch
        {
            PartnerAnswer.Answered { IsSuccess: true } answered => Read(
                answered.JsonObject(),
                ticker
            ),
            PartnerAnswer.Answered { Status: 404 } => new PriceAnswer.NotListed(),
            PartnerAnswer.Answered refused => new PriceAnswer.Unavailable($"http_{refused.Status}"),
            PartnerAnswer.Silent silent => new PriceAnswer.Unavailable(silent.Reason),
            var other => throw new InvalidOperationException($"unknown answer: {other}"),
        };
    }

    private static PriceAnswer Read(JsonElement? answer, string ticker)
    {
        if (
            answer is { } json
            && WireJson.Member(json, "data") is { } data
            && WireJson.Code(data, "base") == ticker
            && WireJson.Code(data, "currency") == "USD"
            && UsdPrice.TryParse(WireJson.Digits(data, "amount"), out var price)
        )
        {
            return new PriceAnswer.Quoted(price, At: null);
        }

        return new PriceAnswer.Unavailable("unreadable price");
    }
}
