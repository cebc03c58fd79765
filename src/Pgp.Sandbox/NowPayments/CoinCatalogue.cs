using System.Text.Json.Nodes;
using Pgp.Sandbox.Chain;
using Pgp.Sandbox.Prices;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.NowPayments;

/// <summary>The lists of coins (spec 70, 1.8).</summary>
internal static class CoinCatalogue
{
    public static Answer Codes() => Answer.Json(new JsonObject { ["currencies"] = AllCodes() });

    public static Answer MerchantCoins() =>
        Answer.Json(
            new JsonObject { ["currencies"] = AllCodes(), ["selectedCurrencies"] = AllCodes() }
        );

    public static Answer Full()
    {
        var all = ListedCoin.All.Select((coin, i) => (JsonNode)Described(coin, i + 1));
        return Answer.Json(new JsonObject { ["currencies"] = new JsonArray(all.ToArray()) });
    }

    private static JsonArray AllCodes() =>
        new(ListedCoin.All.Select(coin => (JsonNode)coin.Code).ToArray());

    private static JsonObject Described(ListedCoin coin, int number) =>
        new()
        {
            ["id"] = number,
            ["code"] = coin.Code.ToUpperInvariant(),
            ["name"] = coin.Name,
            ["enable"] = true,
            ["wallet_regex"] = coin.AddressPattern ?? "^(0x)[0-9A-Fa-f]{40}$",
            ["priority"] = number,
            ["extra_id_exists"] = coin.NeedsMemo,
            ["extra_id_regex"] = coin.NeedsMemo ? "^[0-9]{1,19}$" : null,
            ["logo_url"] = $"/images/coins/{coin.Coin.Ticker}.svg",
            ["track"] = true,
            ["cg_id"] = coin.PriceId,
            ["is_maxlimit"] = false,
            ["network"] = coin.Coin.Network,
            ["smart_contract"] = TestTokens.Of(coin.Coin)?.Contract,
            ["network_precision"] = JsNumber.Format(coin.Coin.Decimals),
        };
}
