using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pgp.Sandbox.Chain;
using Pgp.Sandbox.Prices;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.ChangeNow;

/// <summary>The list of coins and the check of addresses (spec 70, 2.2).</summary>
internal static class ExchangeCoins
{
    private static readonly TimeSpan MatchWithin = TimeSpan.FromMilliseconds(100);

    public static Answer List(PartnerCall call)
    {
        var fixedRateOnly = call.Ask("flow") == "fixed-rate";
        var all = ListedCoin.OfExchange.Where(coin => !fixedRateOnly || SupportsFixedRate(coin));
        return Answer.Json(new JsonArray(all.Select(coin => (JsonNode)Described(coin)).ToArray()));
    }

    /// <summary>
    /// The parameter named currency wants the network: <c>eth</c> for any ERC-20 token.
    /// </summary>
    public static Answer Validate(PartnerCall call)
    {
        var network = call.Ask("currency");
        var coin = ListedCoin.OfExchange.FirstOrDefault(c => c.Coin.Network == network);
        if (coin is null)
        {
            return ExchangeRefusals.BadParams("Currency is not supported");
        }

        var valid = IsAddress(coin, call.Ask("address"));
        return Answer.Json(
            new JsonObject
            {
                ["result"] = valid,
                ["message"] = valid ? null : "Invalid address",
                ["isActivated"] = null,
            }
        );
    }

    public static bool IsAddress(ListedCoin coin, string? address) =>
        coin.AddressPattern is { } pattern
            ? address is not null && Regex.IsMatch(address, pattern, RegexOptions.None, MatchWithin)
            : EthereumAddress.IsValid(address);

    public static bool SupportsFixedRate(ListedCoin coin) => coin.Coin.Ticker != "xmr";

    private static JsonObject Described(ListedCoin coin) =>
        new()
        {
            ["ticker"] = coin.Coin.Ticker,
            ["name"] = coin.Name,
            ["image"] = $"https://content-api.changenow.io/uploads/{coin.Coin.Ticker}.svg",
            ["hasExternalId"] = coin.NeedsMemo,
            ["isFiat"] = false,
            ["featured"] = false,
            ["isStable"] = coin.PriceId is "tether" or "usd-coin" or "dai",
            ["supportsFixedRate"] = SupportsFixedRate(coin),
            ["network"] = coin.Coin.Network,
            ["tokenContract"] = TestTokens.Of(coin.Coin)?.Contract,
            ["buy"] = true,
            ["sell"] = true,
            ["legacyTicker"] = coin.Code,
        };
}
