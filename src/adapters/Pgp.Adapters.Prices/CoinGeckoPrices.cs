using System.Collections.Frozen;
using System.Text.Json;
using Pgp.Adapters.Wire;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.Prices;

/// <summary>Where CoinGecko is. A class, so that the key is never printed.</summary>
public sealed class CoinGeckoOptions
{
    /// <summary>The paid plan has another host and another key header.</summary>
    public Uri BaseAddress { get; set; } = new("https://api.coingecko.com/api/v3/");

    /// <summary>
    /// Demo key; without one the limits of a shared cloud address are hit at once.
    /// </summary>
    public string? DemoKey { get; set; }

    /// <summary>Longest wait for one answer; default 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>CoinGecko's <c>simple/price</c> (spec 70, section 7).</summary>
/// <param name="http">Prepared by <see cref="Configure"/>.</param>
public sealed class CoinGeckoPrices(HttpClient http) : IPriceSource
{
    // A token is the same asset to the feed on every network.
    private static readonly FrozenDictionary<string, string> Ids = new Dictionary<string, string>
    {
        ["eth@eth"] = "ethereum",
        ["usdt@eth"] = "tether",
        ["usdt@trx"] = "tether",
        ["usdt@bsc"] = "tether",
        ["usdt@matic"] = "tether",
        ["usdt@sol"] = "tether",
        ["usdc@eth"] = "usd-coin",
        ["usdc@matic"] = "usd-coin",
        ["usdc@sol"] = "usd-coin",
        ["dai@eth"] = "dai",
        ["btc@btc"] = "bitcoin",
        ["bch@bch"] = "bitcoin-cash",
        ["bnb@bsc"] = "binancecoin",
        ["doge@doge"] = "dogecoin",
        ["ltc@ltc"] = "litecoin",
        ["sol@sol"] = "solana",
        ["ton@ton"] = "the-open-network",
        ["trx@trx"] = "tron",
        ["xmr@xmr"] = "monero",
        ["xrp@xrp"] = "ripple",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public string Name => "coingecko";

    public static void Configure(HttpClient http, CoinGeckoOptions options)
    {
        PartnerHttp.Configure(http, options.BaseAddress, options.Timeout);
        http.DefaultRequestHeaders.UserAgent.ParseAdd("PayGatePrime/1.0");
        if (options.DemoKey is { Length: > 0 } key)
        {
            http.DefaultRequestHeaders.Remove("x-cg-demo-api-key");
            http.DefaultRequestHeaders.Add("x-cg-demo-api-key", key);
        }
    }

    public async Task<PriceAnswer> UsdPerCoinAsync(Coin coin, CancellationToken ct)
    {
        if (!Ids.TryGetValue(coin.ToString(), out var id))
        {
            return new PriceAnswer.NotListed();
        }

        var query = WireWriter.Query(
            ("ids", id),
            ("vs_currencies", "usd"),
            ("include_last_updated_at", "true"),
            ("precision", "full")
        );
        using var request = new HttpRequestMessage(HttpMethod.Get, "simple/price" + query);
        return await PartnerHttp.SendAsync(http, request, ct) switch
        {
            PartnerAnswer.Answered { IsSuccess: true } answered => Read(answered.JsonObject(), id),
            PartnerAnswer.Answered refused => new PriceAnswer.Unavailable($"http_{refused.Status}"),
            PartnerAnswer.Silent silent => new PriceAnswer.Unavailable(silent.Reason),
            var other => throw new InvalidOperationException($"unknown answer: {other}"),
        };
    }

    private static PriceAnswer Read(JsonElement? answer, string id)
    {
        if (answer is not { } json)
        {
            return new PriceAnswer.Unavailable("answer is no JSON");
        }

        // Ids the feed does not know are left out without an error.
        if (WireJson.Member(json, id) is not { ValueKind: JsonValueKind.Object } entry)
        {
            return new PriceAnswer.NotListed();
        }

        if (!UsdPrice.TryParse(WireJson.Digits(entry, "usd"), out var price))
        {
            return new PriceAnswer.Unavailable("no price above zero");
        }

        return new PriceAnswer.Quoted(price, UnixTime.Of(WireJson.Text(entry, "last_updated_at")));
    }
}
