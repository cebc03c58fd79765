using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.ChangeNow;

/// <summary>The partner API below <c>/changenow/v2</c> (spec 70, 2.1 to 2.6).</summary>
internal sealed class ChangeNowApi(
    ExchangeDesk desk,
    ExchangePrice price,
    Surroundings around,
    Action changed
)
{
    private static readonly TimeSpan RateLife = TimeSpan.FromMinutes(20);

    private readonly ExchangeRules rules = new(desk, price);
    private readonly ExchangeOpening opening = new(desk, price, around, changed);

    public static PartnerFace Face { get; } =
        new(
            "changenow",
            call => $"{call.Method} /{call.Path.TrimEnd('/')}",
            ExchangeRefusals.TooMany,
            ExchangeRefusals.Broken
        );

    public Task<Answer> AnswerAsync(PartnerCall call)
    {
        // The address check is open to everybody in practice.
        var open = call is { Segments: ["validate", "address"] };
        if (
            !open
            && !RandomText.SameSecret(
                call.Headers["x-changenow-api-key"].ToString(),
                around.Options.ChangeNowApiKey
            )
        )
        {
            return Task.FromResult(ExchangeRefusals.Unauthorized);
        }

        lock (desk.Gate)
        {
            return Task.FromResult(Respond(call));
        }
    }

    private Answer Respond(PartnerCall call) =>
        call switch
        {
            { Method: "POST", Segments: ["exchange"] } => opening.Create(call.Json),
            { Method: "POST", Segments: ["exchange", "refund"] } => Refund(call.Json),
            { Method: "POST", Segments: ["exchange", "continue"] } => Continue(call.Json),
            { Method: "GET", Segments: ["exchange", "by-id"] } => Read(call),
            { Method: "GET", Segments: ["exchange", "actions"] } => Actions(call),
            { Method: "GET", Segments: ["exchange", "currencies"] } => ExchangeCoins.List(call),
            { Method: "GET", Segments: ["validate", "address"] } => ExchangeCoins.Validate(call),
            { Method: "GET", Segments: ["exchange", "estimated-amount"] } => OfPair(call, Estimate),
            { Method: "GET", Segments: ["exchange", "min-amount"] } => OfPair(call, Minimum),
            { Method: "GET", Segments: ["exchange", "range"] } => OfPair(call, Range),
            { Method: "GET", Segments: ["markets", "estimate"] } => OfPair(call, Market),
            _ => ExchangeRefusals.NoSuchPage,
        };

    private Answer OfPair(PartnerCall call, Func<PartnerCall, CoinPair, Answer> then)
    {
        var pair = CoinPair.Of(
            call.Ask("fromCurrency"),
            call.Ask("fromNetwork"),
            call.Ask("toCurrency"),
            call.Ask("toNetwork")
        );
        if (pair is null)
        {
            return ExchangeRefusals.NotSupported;
        }

        return rules.IsInactive(pair) ? ExchangeRefusals.Inactive : then(call, pair);
    }

    private Answer Estimate(PartnerCall call, CoinPair pair)
    {
        var reverse = call.Ask("type") == "reverse";
        var given = JsonRead.Quantity(call.Ask(reverse ? "toAmount" : "fromAmount"));
        if (given is null or <= 0)
        {
            return ExchangeRefusals.BadParams("amount is required");
        }

        var from = reverse ? price.Needed(pair, given.Value, desk.Terms) : given.Value;
        var to = reverse ? given.Value : price.Net(pair, from, desk.Terms);
        if (rules.OutOfRange(pair, from) is { } refusal)
        {
            return refusal;
        }

        var isFixed = call.Ask("flow") == "fixed-rate";
        if (isFixed && !ExchangeRules.HasFixedRate(pair))
        {
            return ExchangeRefusals.NoFixedRate;
        }

        var answer = Echo(call, pair, isFixed ? "fixed-rate" : "standard");
        answer["type"] = reverse ? "reverse" : "direct";
        var rate = isFixed && call.Ask("useRateId") == "true" ? Promise(pair, from, to) : null;
        answer["rateId"] = rate?.Id;
        answer["validUntil"] = ExchangeJson.Time(rate?.ValidUntil);
        answer["transactionSpeedForecast"] = "10-60";
        answer["warningMessage"] = null;
        answer["depositFee"] = 0;
        answer["withdrawalFee"] = JsNumber.Node(price.Withdrawal(pair, desk.Terms));
        answer["userId"] = null;
        answer["fromAmount"] = JsNumber.Node(from);
        answer["toAmount"] = JsNumber.Node(to);
        return Answer.Json(answer);
    }

    private Answer Minimum(PartnerCall call, CoinPair pair)
    {
        var answer = Echo(call, pair, call.Ask("flow") ?? "standard");
        answer["minAmount"] = JsNumber.Node(price.Least(pair, desk.Terms));
        return Answer.Json(answer);
    }

    private Answer Range(PartnerCall call, CoinPair pair)
    {
        var answer = Echo(call, pair, call.Ask("flow") ?? "standard");
        answer["minAmount"] = JsNumber.Node(price.Least(pair, desk.Terms));
        answer["maxAmount"] = JsNumber.Node(price.Most(pair, desk.Terms));
        return Answer.Json(answer);
    }

    private Answer Market(PartnerCall call, CoinPair pair)
    {
        var from = JsonRead.Quantity(call.Ask("fromAmount"));
        var to = JsonRead.Quantity(call.Ask("toAmount"));
        if (from is null && to is null)
        {
            return ExchangeRefusals.BadParams("fromAmount or toAmount is required");
        }

        var rate = price.Rate(pair);
        return Answer.Json(
            new JsonObject
            {
                ["fromCurrency"] = pair.From.Code,
                ["toCurrency"] = pair.To.Code,
                ["fromAmount"] = JsNumber.Node(from ?? pair.From.RoundUp(to!.Value / rate)),
                ["toAmount"] = JsNumber.Node(to ?? pair.To.RoundDown(from!.Value * rate)),
                ["type"] = call.Ask("type") ?? "direct",
            }
        );
    }

    private Answer Read(PartnerCall call) =>
        desk.State.Exchanges.TryGetValue(call.Ask("id") ?? "", out var exchange)
            ? Answer.Json(ExchangeJson.OfRead(exchange))
            : ExchangeRefusals.NotFound;

    private Answer Actions(PartnerCall call)
    {
        if (!desk.State.Exchanges.TryGetValue(call.Ask("id") ?? "", out var exchange))
        {
            return ExchangeRefusals.NotFound;
        }

        var failed = exchange.Status == ExchangeStatus.Failed;
        return Answer.Json(
            new JsonObject { ["availableForRefund"] = failed, ["availableForContinue"] = failed }
        );
    }

    private Answer Refund(JsonObject request) =>
        OfFailed(
            request,
            exchange =>
            {
                desk.Move(exchange, ExchangeStatus.Refunding, TimeSpan.Zero);
                changed();
            }
        );

    private Answer Continue(JsonObject request) =>
        OfFailed(
            request,
            exchange =>
            {
                desk.Move(exchange, ExchangeStatus.Exchanging, TimeSpan.Zero);
                changed();
            }
        );

    private Answer OfFailed(JsonObject request, Action<Exchange> then)
    {
        if (!desk.State.Exchanges.TryGetValue(request.Text("id") ?? "", out var exchange))
        {
            return ExchangeRefusals.NotFound;
        }

        if (exchange.Status != ExchangeStatus.Failed)
        {
            return ExchangeRefusals.BadParams("The action is not available");
        }

        then(exchange);
        return Answer.Json(new JsonObject { ["result"] = true });
    }

    private PromisedRate Promise(CoinPair pair, decimal from, decimal to)
    {
        var until = around.Clock.GetUtcNow() + RateLife;
        var rate = new PromisedRate(RandomText.Token(32), from, to, pair.ToString(), until);
        desk.State.Rates[rate.Id] = rate;
        return rate;
    }

    private static JsonObject Echo(PartnerCall call, CoinPair pair, string flow) =>
        new()
        {
            ["fromCurrency"] = pair.From.Coin.Ticker,
            ["fromNetwork"] = pair.From.Coin.Network,
            ["toCurrency"] = pair.To.Coin.Ticker,
            ["toNetwork"] = pair.To.Coin.Network,
            ["flow"] = flow,
        };
}
