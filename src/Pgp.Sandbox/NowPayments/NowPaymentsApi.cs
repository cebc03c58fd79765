using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Prices;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.NowPayments;

/// <summary>The merchant's API below <c>/nowpayments/v1</c> (spec 70, 1.1 to 1.9).</summary>
internal sealed partial class NowPaymentsApi(PaymentDesk desk, Surroundings around, Action changed)
{
    private static readonly TimeSpan JwtLife = TimeSpan.FromMinutes(5);

    private readonly PriceBook prices = around.Prices;
    private readonly TimeProvider clock = around.Clock;
    private readonly Dictionary<string, DateTimeOffset> jwts = [];

    public static PartnerFace Face { get; } =
        new(
            "nowpayments",
            call => $"{call.Method} /{call.Path.TrimEnd('/')}",
            Refusals.TooMany,
            Refusals.Broken
        );

    public Task<Answer> AnswerAsync(PartnerCall call)
    {
        if (call is { Method: "GET", Segments: ["status"] })
        {
            return Task.FromResult(Answer.Json(new JsonObject { ["message"] = "OK" }));
        }

        var key = call.Headers["x-api-key"].ToString();
        if (key.Length == 0 && call is not { Segments: ["auth"] })
        {
            return Task.FromResult(Refusals.MissingApiKey);
        }

        if (key.Length > 0 && !RandomText.SameSecret(key, around.Options.NowPaymentsApiKey))
        {
            return Task.FromResult(Refusals.InvalidApiKey);
        }

        lock (desk.Gate)
        {
            return Task.FromResult(Respond(call));
        }
    }

    private Answer Respond(PartnerCall call) =>
        call switch
        {
            { Method: "POST", Segments: ["auth"] } => Authenticate(call.Json),
            { Method: "POST", Segments: ["invoice"] } => CreateInvoice(call.Json),
            { Method: "POST", Segments: ["payment"] } => CreatePayment(call.Json),
            { Method: "POST", Segments: ["invoice-payment"] } => CreateInvoicePayment(call.Json),
            { Method: "POST", Segments: ["payment", var id, "update-merchant-estimate"] } =>
                UpdateEstimate(id),
            { Method: "GET", Segments: ["payment"] } => List(call),
            { Method: "GET", Segments: ["payment", var id] } => Read(id),
            { Method: "GET", Segments: ["estimate"] } => Estimate(call),
            { Method: "GET", Segments: ["min-amount"] } => Minimum(call),
            { Method: "GET", Segments: ["currencies"] } => CoinCatalogue.Codes(),
            { Method: "GET", Segments: ["merchant", "coins"] } => CoinCatalogue.MerchantCoins(),
            { Method: "GET", Segments: ["full-currencies"] } => CoinCatalogue.Full(),
            _ => Refusals.NoSuchPath,
        };

    private Answer Authenticate(JsonObject request)
    {
        if (
            request.Text("email") is not { Length: > 0 }
            || request.Text("password") is not { Length: > 0 }
        )
        {
            return Refusals.Invalid("email and password are required");
        }

        var token = RandomText.Token(43);
        jwts[token] = clock.GetUtcNow() + JwtLife;
        return Answer.Json(new JsonObject { ["token"] = token });
    }

    private Answer CreateInvoice(JsonObject request)
    {
        if (RefusalOf(request) is { } refusal)
        {
            return refusal;
        }

        if (request.Text("pay_currency") is { } wanted && ListedCoin.OfCode(wanted) is null)
        {
            return Refusals.CoinUnavailable(wanted);
        }

        var invoice = desk.OpenInvoice(request, request.Quantity("price_amount")!.Value);
        changed();
        return Answer.Json(PaymentJson.OfInvoice(invoice, around.Address));
    }

    private Answer CreatePayment(JsonObject request)
    {
        if (RefusalOf(request) is { } refusal)
        {
            return refusal;
        }

        if (request.Text("payout_address") is not null && request.Text("payout_currency") is null)
        {
            return Refusals.Invalid("payout_currency is required");
        }

        var terms = new PaymentTerms(
            request.Quantity("price_amount")!.Value,
            request.Text("price_currency")!.ToLowerInvariant(),
            request.Text("order_id"),
            request.Text("order_description"),
            request.Text("ipn_callback_url"),
            request.Flag("is_fixed_rate") || request.Flag("fixed_rate"),
            request.Flag("is_fee_paid_by_user")
        );
        return Open(
            request.Text("pay_currency"),
            terms.PriceAmount,
            terms.PriceCurrency,
            coin => desk.Open(terms, coin, invoiceId: null)
        );
    }

    private Answer CreateInvoicePayment(JsonObject request)
    {
        if (!desk.State.Invoices.TryGetValue(request.Text("iid") ?? "", out var invoice))
        {
            return Refusals.NoSuchInvoice;
        }

        var coin = request.Text("pay_currency");
        return Open(
            coin,
            invoice.PriceAmount,
            invoice.PriceCurrency,
            listed => desk.OpenPayment(invoice, listed)
        );
    }

    private Answer Open(
        string? code,
        decimal price,
        string currency,
        Func<ListedCoin, Payment> open
    )
    {
        if (ListedCoin.OfCode(code) is not { } coin)
        {
            return Refusals.CoinUnavailable(code);
        }

        if (price * prices.UsdOf(currency)!.Value < desk.State.Settings.MinimumUsd)
        {
            return Refusals.TooLittle(coin.Code);
        }

        var payment = open(coin);
        changed();
        return Answer.Json(PaymentJson.OfCreated(payment), StatusCodes.Status201Created);
    }

    private Answer UpdateEstimate(string id)
    {
        if (!desk.State.Payments.TryGetValue(id, out var payment))
        {
            return Refusals.NoSuchPayment;
        }

        return Answer.Json(
            new JsonObject
            {
                ["id"] = payment.Id,
                ["token_id"] = payment.PurchaseId,
                ["pay_amount"] = JsNumber.Node(payment.PayAmount),
                ["expiration_estimate_date"] = PaymentJson.Time(payment.ValidUntil),
            }
        );
    }

    private Answer Read(string id) =>
        desk.State.Payments.TryGetValue(id, out var payment)
            ? Answer.Json(PaymentJson.OfRead(payment))
            : Refusals.NoSuchPayment;

    private Answer List(PartnerCall call)
    {
        var bearer = call.Headers.Authorization.ToString();
        var token = bearer.StartsWith("Bearer ", StringComparison.Ordinal) ? bearer[7..] : "";
        if (!jwts.TryGetValue(token, out var until) || until < clock.GetUtcNow())
        {
            return Refusals.JwtWanted;
        }

        var limit = (int)Math.Clamp(JsonRead.Quantity(call.Ask("limit")) ?? 10, 1, 500);
        var page = (int)Math.Max(JsonRead.Quantity(call.Ask("page")) ?? 0, 0);
        var all = desk
            .State.Payments.Values.Where(p =>
                call.Ask("invoiceId") is not { } invoice || p.InvoiceId == invoice
            )
            .Where(p =>
                !DateTimeOffset.TryParse(
                    call.Ask("dateFrom"),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var from
                )
                || p.CreatedAt >= from
            )
            .OrderBy(p => p.CreatedAt)
            .ToArray();
        if (call.Ask("orderBy") != "asc")
        {
            Array.Reverse(all);
        }

        var shown = all.Skip(page * limit).Take(limit).Select(p => (JsonNode)PaymentJson.OfRead(p));
        return Answer.Json(
            new JsonObject
            {
                ["data"] = new JsonArray(shown.ToArray()),
                ["limit"] = limit,
                ["page"] = page,
                ["pagesCount"] = (all.Length + limit - 1) / limit,
                ["total"] = all.Length,
            }
        );
    }

    private Answer Estimate(PartnerCall call)
    {
        var amount = JsonRead.Quantity(call.Ask("amount"));
        var (from, to) = (call.Ask("currency_from"), call.Ask("currency_to"));
        if (
            amount is null
            || prices.UsdOf(from) is not { } usdFrom
            || prices.UsdOf(to) is not { } usdTo
        )
        {
            return Refusals.Invalid("amount, currency_from and currency_to are required");
        }

        return Answer.Json(
            new JsonObject
            {
                ["currency_from"] = from,
                ["amount_from"] = JsNumber.Node(amount.Value),
                ["currency_to"] = to,
                ["estimated_amount"] = JsNumber.Node(Math.Round(amount.Value * usdFrom / usdTo, 8)),
            }
        );
    }

    private Answer Minimum(PartnerCall call)
    {
        var from = call.Ask("currency_from");
        if (prices.UsdOf(from) is not { } usd)
        {
            return Refusals.Invalid("currency_from is required");
        }

        var least = desk.State.Settings.MinimumUsd;
        var answer = new JsonObject
        {
            ["currency_from"] = from,
            ["currency_to"] = call.Ask("currency_to") ?? "eth",
            ["min_amount"] = JsNumber.Node(Math.Round(least / usd, 8)),
        };
        if (prices.UsdOf(call.Ask("fiat_equivalent")) is { } fiat)
        {
            answer["fiat_equivalent"] = JsNumber.Node(Math.Round(least / fiat, 4));
        }

        return Answer.Json(answer);
    }

    private Answer? RefusalOf(JsonObject request)
    {
        var price = request.Quantity("price_amount");
        if (price is null or <= 0)
        {
            return Refusals.Invalid("price_amount must be a positive number");
        }

        if (prices.UsdOf(request.Text("price_currency")) is null)
        {
            return Refusals.Invalid("price_currency is not supported");
        }

        var callback = request.Text("ipn_callback_url");
        return callback is null || WebAddress().IsMatch(callback)
            ? null
            : Refusals.Invalid("ipn_callback_url must be a valid uri");
    }

    [GeneratedRegex("^https?://", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex WebAddress();
}
