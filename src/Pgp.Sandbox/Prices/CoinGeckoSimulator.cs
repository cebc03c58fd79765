using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Prices;

/// <summary>
/// CoinGecko's simple price call (spec 70, 7). Unknown ids are missing, not errors.
/// </summary>
internal sealed class CoinGeckoSimulator(PriceBook prices)
{
    public static PartnerFace Face { get; } =
        new(
            "coingecko",
            call => $"{call.Method} /{call.Path}",
            seconds =>
                Refusal(
                    429,
                    "You've exceeded the Rate Limit.",
                    StatusCodes.Status429TooManyRequests
                ) with
                {
                    Headers = [new("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))],
                },
            () => Refusal(500, "Internal Server Error", StatusCodes.Status500InternalServerError)
        );

    public Task<Answer> AnswerAsync(PartnerCall call) => Task.FromResult(Respond(call));

    private Answer Respond(PartnerCall call) =>
        call switch
        {
            { Method: "GET", Segments: ["simple", "price"] } => SimplePrice(call),
            { Method: "GET", Segments: ["ping"] } => Answer.Json(
                new JsonObject { ["gecko_says"] = "(V3) To the Moon!" }
            ),
            _ => Answer.Json(
                new JsonObject
                {
                    ["error"] = "Incorrect path. Please check https://www.coingecko.com/api/",
                },
                StatusCodes.Status404NotFound
            ),
        };

    private Answer SimplePrice(PartnerCall call)
    {
        if (call.Ask("vs_currencies") is not { } currencies)
        {
            return Refusal(400, "Missing parameter vs_currencies", StatusCodes.Status400BadRequest);
        }

        var all = new JsonObject();
        foreach (var id in (call.Ask("ids") ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (prices.Find(id) is { } quote)
            {
                all[id] = Quoted(call, quote, currencies);
            }
        }

        return Answer.Json(all);
    }

    private JsonObject Quoted(PartnerCall call, Quote quote, string currencies)
    {
        var members = new JsonObject();
        foreach (var currency in currencies.Split(',', StringSplitOptions.TrimEntries))
        {
            if (prices.UsdOf(currency) is { } usd)
            {
                members[currency] = JsNumber.Node(Math.Round(quote.Usd / usd, 10));
            }
        }

        if (call.Ask("include_last_updated_at") == "true")
        {
            members["last_updated_at"] = prices.UpdatedAt(quote).ToUnixTimeSeconds();
        }

        return members;
    }

    private static Answer Refusal(int code, string message, int status) =>
        Answer.Json(
            new JsonObject
            {
                ["status"] = new JsonObject { ["error_code"] = code, ["error_message"] = message },
            },
            status
        );
}
