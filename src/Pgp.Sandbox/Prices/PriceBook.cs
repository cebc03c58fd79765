using System.Text.Json;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Prices;

/// <summary>Prices that all partners agree on, in dollars per coin.</summary>
internal sealed class PriceBook(TimeProvider clock)
{
    // Fixed on purpose: a fiat rate that moves would only make examples harder to read.
    private static readonly Dictionary<string, decimal> UsdPerFiat = new(StringComparer.Ordinal)
    {
        ["usd"] = 1m,
        ["eur"] = 1.1m,
        ["gbp"] = 1.25m,
        ["cad"] = 0.75m,
        ["aud"] = 0.65m,
        ["ils"] = 0.27m,
        ["ron"] = 0.22m,
    };

    private readonly Lock gate = new();
    private readonly Dictionary<string, Quote> usdPerCoin = FirstPrices(clock.GetUtcNow());

    public static bool IsFiat(string? code) => code is not null && UsdPerFiat.ContainsKey(code);

    /// <summary>Dollars per unit of a coin or fiat code, or null if it is not known.</summary>
    public decimal? UsdOf(string? code)
    {
        if (code is not null && UsdPerFiat.TryGetValue(code.ToLowerInvariant(), out var fiat))
        {
            return fiat;
        }

        return ListedCoin.OfCode(code) is { } coin ? UsdOf(coin) : null;
    }

    public decimal UsdOf(ListedCoin coin) => Find(coin.PriceId)!.Usd;

    public Quote? Find(string priceId)
    {
        lock (gate)
        {
            return usdPerCoin.GetValueOrDefault(priceId);
        }
    }

    public void Set(string priceId, decimal usd)
    {
        lock (gate)
        {
            usdPerCoin[priceId] = new Quote(usd, clock.GetUtcNow());
        }
    }

    /// <summary>
    /// A frozen feed keeps answering old prices; a live one is never older than now.
    /// </summary>
    public bool Frozen { get; set; }

    public DateTimeOffset UpdatedAt(Quote quote) => Frozen ? quote.At : clock.GetUtcNow();

    public JsonObject ToJson()
    {
        lock (gate)
        {
            var all = new JsonObject();
            foreach (var (id, quote) in usdPerCoin)
            {
                all[id] = JsNumber.Format(quote.Usd);
            }

            return all;
        }
    }

    public JsonNode? Save()
    {
        lock (gate)
        {
            return JsonSerializer.SerializeToNode(
                usdPerCoin,
                SandboxJson.Default.DictionaryStringQuote
            );
        }
    }

    public void Load(JsonElement saved)
    {
        lock (gate)
        {
            // A file of an older sandbox may lack coins that were listed since.
            foreach (
                var (id, quote) in saved.Deserialize(SandboxJson.Default.DictionaryStringQuote)
                    ?? []
            )
            {
                usdPerCoin[id] = quote;
            }
        }
    }

    private static Dictionary<string, Quote> FirstPrices(DateTimeOffset now)
    {
        (string Id, decimal Usd)[] first =
        [
            ("ethereum", 2500m),
            ("bitcoin", 65000m),
            ("tether", 1m),
            ("usd-coin", 1m),
            ("dai", 1m),
            ("tron", 0.25m),
            ("litecoin", 80m),
            ("solana", 150m),
            ("binancecoin", 600m),
            ("matic-network", 0.5m),
            ("dogecoin", 0.15m),
            ("ripple", 0.6m),
            ("monero", 170m),
        ];
        return first
            .UnionBy(ExchangedCoins.FirstPrices, price => price.Id, StringComparer.Ordinal)
            .ToDictionary(p => p.Id, p => new Quote(p.Usd, now), StringComparer.Ordinal);
    }
}

/// <summary>A price and when it was set.</summary>
internal sealed record Quote(decimal Usd, DateTimeOffset At);
