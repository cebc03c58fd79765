using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Prices;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.NowPayments;

/// <summary>
/// What the hosted invoice page does, as calls: look, choose a coin, pay. Not part of the vendor's
/// API; a payer's browser or a test stands at the other end.
/// </summary>
internal sealed class HostedInvoice(PaymentDesk desk, PriceBook prices, Action changed)
{
    public Task<Answer> AnswerAsync(PartnerCall call)
    {
        lock (desk.Gate)
        {
            return Task.FromResult(Respond(call));
        }
    }

    private Answer Respond(PartnerCall call) =>
        call switch
        {
            { Method: "POST", Segments: ["payment", var id, "pay"] } =>
                desk.State.Payments.TryGetValue(id, out var payment)
                    ? Pay(payment, call.Json)
                    : Refusals.NoSuchPayment,
            { Segments: [var id, ..] } when desk.State.Invoices.TryGetValue(id, out var invoice) =>
                OfInvoice(call, invoice),
            _ => Refusals.NoSuchInvoice,
        };

    private Answer OfInvoice(PartnerCall call, Invoice invoice) =>
        call switch
        {
            { Method: "GET", Segments: [_] } => Answer.Json(Shown(invoice)),
            { Method: "POST", Segments: [_, "select"] } => Choose(
                invoice,
                call.Json,
                payment => Answer.Json(PaymentJson.OfCreated(payment))
            ),
            { Method: "POST", Segments: [_, "pay"] } => Choose(
                invoice,
                call.Json,
                payment => Pay(payment, call.Json)
            ),
            _ => Refusals.NoSuchPath,
        };

    private Answer Choose(Invoice invoice, JsonObject request, Func<Payment, Answer> then)
    {
        var code = invoice.PayCurrency ?? request.Text("coin") ?? "eth";
        if (ListedCoin.OfCode(code) is not { } coin)
        {
            return Refusals.CoinUnavailable(code);
        }

        if (
            invoice.PriceAmount * prices.UsdOf(invoice.PriceCurrency)!.Value
            < desk.State.Settings.MinimumUsd
        )
        {
            return Refusals.TooLittle(coin.Code);
        }

        var known = request.Text("payment_id");
        var payment =
            known is not null && desk.State.Payments.TryGetValue(known, out var chosen)
                ? chosen
                : desk.OpenPayment(invoice, coin);
        changed();
        return then(payment);
    }

    /// <summary>
    /// Pays <c>amount</c>, or <c>share</c> of what is asked; <c>asset</c> names a coin other than
    /// the one asked for; <c>rest</c> pays what is missing; <c>top_up</c> adds to a partial payment
    /// instead of making one of its own.
    /// </summary>
    public Answer Pay(Payment payment, JsonObject request)
    {
        var asset = request.Text("asset") ?? request.Text("wrong_asset") ?? payment.PayCurrency;
        if (ListedCoin.OfCode(asset) is not { } coin)
        {
            return Refusals.CoinUnavailable(asset);
        }

        var amount =
            Rest(payment, request)
            ?? request.Quantity("amount")
            ?? coin.RoundUp(payment.PayAmount * (request.Quantity("share") ?? 1));
        if (amount <= 0)
        {
            return Refusals.Invalid("the amount must be positive");
        }

        var received = desk.Deposit(payment, amount, coin, request.Flag("top_up"));
        changed();
        var answer = PaymentJson.OfRead(received);
        answer["payment_id"] = received.Id;
        return Answer.Json(answer, StatusCodes.Status202Accepted);
    }

    private static decimal? Rest(Payment payment, JsonObject request) =>
        request.Flag("rest") ? payment.PayAmount - payment.ActuallyPaid : null;

    private JsonObject Shown(Invoice invoice)
    {
        var coins = ListedCoin
            .All.Where(coin => invoice.PayCurrency is null || invoice.PayCurrency == coin.Code)
            .Select(coin =>
                (JsonNode)
                    new JsonObject
                    {
                        ["code"] = coin.Code,
                        ["name"] = coin.Name,
                        ["amount"] = JsNumber.Format(
                            desk.AskedAmount(invoice.PriceAmount, invoice.PriceCurrency, coin)
                        ),
                    }
            );
        var payments = desk
            .State.Payments.Values.Where(payment => payment.InvoiceId == invoice.Id)
            .Select(payment =>
            {
                var shown = PaymentJson.OfRead(payment);
                shown["payment_id"] = payment.Id;
                shown["actually_paid"] = JsNumber.Format(payment.ActuallyPaid);
                shown["pay_amount"] = JsNumber.Format(payment.PayAmount);
                shown["back_url"] = BackUrl(invoice, payment);
                return (JsonNode)shown;
            });
        return new JsonObject
        {
            ["id"] = invoice.Id,
            ["order_description"] = invoice.OrderDescription,
            ["price_amount"] = JsNumber.Format(invoice.PriceAmount),
            ["price_currency"] = invoice.PriceCurrency,
            ["coins"] = new JsonArray(coins.ToArray()),
            ["payments"] = new JsonArray(payments.ToArray()),
        };
    }

    // The browser may well be back before the first notice has arrived (spec 70, 1.11).
    private static string? BackUrl(Invoice invoice, Payment payment)
    {
        var url = payment.Status switch
        {
            PaymentStatus.Expired or PaymentStatus.Failed or PaymentStatus.Refunded =>
                invoice.CancelUrl,
            PaymentStatus.PartiallyPaid => invoice.PartiallyPaidUrl ?? invoice.SuccessUrl,
            _ => invoice.SuccessUrl,
        };
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target))
        {
            return null;
        }

        return target + (target.Query.Length > 0 ? "&" : "?") + $"NP_id={payment.Id}";
    }
}
