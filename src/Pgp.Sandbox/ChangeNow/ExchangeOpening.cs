using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.ChangeNow;

/// <summary>
/// Opens exchanges (spec 70, 2.4). There is no idempotency key: the same request twice makes two.
/// </summary>
internal sealed partial class ExchangeOpening(
    ExchangeDesk desk,
    ExchangePrice price,
    Surroundings around,
    Action changed
)
{
    private readonly ExchangeRules rules = new(desk, price);

    public Answer Create(JsonObject request)
    {
        var pair = CoinPair.Of(
            request.Text("fromCurrency"),
            request.Text("fromNetwork"),
            request.Text("toCurrency"),
            request.Text("toNetwork")
        );
        if (pair is null)
        {
            return ExchangeRefusals.NotSupported;
        }

        var reverse = request.Text("type") == "reverse";
        var text = request.Text(reverse ? "toAmount" : "fromAmount") ?? "";
        if (!PlainDecimal().IsMatch(text) || JsonRead.Quantity(text) is not (> 0 and var amount))
        {
            return ExchangeRefusals.BadParams($"Invalid amount {text}");
        }

        if (AddressRefusal(pair, request) is { } wrongAddress)
        {
            return wrongAddress;
        }

        if (rules.IsInactive(pair))
        {
            return ExchangeRefusals.Inactive;
        }

        var from = reverse ? price.Needed(pair, amount, desk.Terms) : amount;
        return rules.OutOfRange(pair, from)
            ?? Open(pair, request, from, reverse ? amount : price.Net(pair, from, desk.Terms));
    }

    private Answer Open(CoinPair pair, JsonObject request, decimal from, decimal to)
    {
        var isFixed = request.Text("flow") == "fixed-rate";
        if (isFixed && !ExchangeRules.HasFixedRate(pair))
        {
            return ExchangeRefusals.NoFixedRate;
        }

        if (isFixed)
        {
            if (
                !desk.State.Rates.Remove(request.Text("rateId") ?? "", out var rate)
                || rate.ValidUntil < around.Clock.GetUtcNow()
                || rate.Pair != pair.ToString()
            )
            {
                return ExchangeRefusals.RateOver;
            }

            (from, to) = (rate.FromAmount, rate.ToAmount);
        }

        var exchange = desk.Open(pair, request, from, to, isFixed ? "fixed-rate" : "standard");
        changed();
        return Answer.Json(ExchangeJson.OfCreated(exchange));
    }

    private static Answer? AddressRefusal(CoinPair pair, JsonObject request)
    {
        if (!ExchangeCoins.IsAddress(pair.To, request.Text("address")))
        {
            return ExchangeRefusals.NotValidAddress;
        }

        return
            request.Text("refundAddress") is { Length: > 0 } refund
            && !ExchangeCoins.IsAddress(pair.From, refund)
            ? ExchangeRefusals.NotValidRefundAddress
            : null;
    }

    [GeneratedRegex(
        "^[0-9]+(\\.[0-9]+)?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex PlainDecimal();
}
