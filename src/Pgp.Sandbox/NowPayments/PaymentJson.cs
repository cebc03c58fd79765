using System.Globalization;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.NowPayments;

/// <summary>The wire forms with their odd types (spec 70, 1.2 to 1.6).</summary>
internal static class PaymentJson
{
    public static JsonObject OfInvoice(Invoice invoice, Uri sandbox) =>
        new()
        {
            ["id"] = invoice.Id,
            ["token_id"] = invoice.TokenId,
            ["order_id"] = invoice.OrderId,
            ["order_description"] = invoice.OrderDescription,
            ["price_amount"] = JsNumber.Format(invoice.PriceAmount),
            ["price_currency"] = invoice.PriceCurrency,
            ["pay_currency"] = invoice.PayCurrency,
            ["ipn_callback_url"] = invoice.IpnUrl,
            ["invoice_url"] = new Uri(sandbox, $"nowpayments/payment/?iid={invoice.Id}").ToString(),
            ["success_url"] = invoice.SuccessUrl,
            ["cancel_url"] = invoice.CancelUrl,
            ["partially_paid_url"] = invoice.PartiallyPaidUrl,
            ["payout_currency"] = "eth",
            ["created_at"] = Time(invoice.CreatedAt),
            ["updated_at"] = Time(invoice.CreatedAt),
            ["is_fixed_rate"] = invoice.FixedRate,
            ["is_fee_paid_by_user"] = invoice.FeePaidByUser,
        };

    /// <summary>The answer to a create call: ids are texts here.</summary>
    public static JsonObject OfCreated(Payment payment) =>
        new()
        {
            ["payment_id"] = payment.Id,
            ["payment_status"] = payment.Status,
            ["pay_address"] = payment.PayAddress,
            ["price_amount"] = JsNumber.Node(payment.PriceAmount),
            ["price_currency"] = payment.PriceCurrency,
            ["pay_amount"] = JsNumber.Node(payment.PayAmount),
            ["amount_received"] = JsNumber.Node(payment.ActuallyPaid),
            ["pay_currency"] = payment.PayCurrency,
            ["order_id"] = payment.OrderId,
            ["order_description"] = payment.OrderDescription,
            ["payin_extra_id"] = payment.PayMemo,
            ["ipn_callback_url"] = payment.IpnUrl,
            ["created_at"] = Time(payment.CreatedAt),
            ["updated_at"] = Time(payment.UpdatedAt),
            ["purchase_id"] = payment.PurchaseId,
            ["smart_contract"] = null,
            ["network"] = payment.PayCurrency,
            ["network_precision"] = null,
            ["time_limit"] = null,
            ["burning_percent"] = null,
            ["expiration_estimate_date"] = Time(payment.ValidUntil),
            ["is_fixed_rate"] = payment.FixedRate,
            ["is_fee_paid_by_user"] = payment.FeePaidByUser,
            ["valid_until"] = Time(payment.ValidUntil),
            ["type"] = "crypto2crypto",
        };

    /// <summary>
    /// The answer to a read: ids are numbers, and <c>burning_percent</c> is a text.
    /// </summary>
    public static JsonObject OfRead(Payment payment) =>
        new()
        {
            ["payment_id"] = JsNumber.Id(payment.Id),
            ["invoice_id"] = IdOrNull(payment.InvoiceId),
            ["payment_status"] = payment.Status,
            ["pay_address"] = payment.PayAddress,
            ["payin_extra_id"] = payment.PayMemo,
            ["price_amount"] = JsNumber.Node(payment.PriceAmount),
            ["price_currency"] = payment.PriceCurrency,
            ["pay_amount"] = JsNumber.Node(payment.PayAmount),
            ["actually_paid"] = JsNumber.Node(payment.ActuallyPaid),
            ["pay_currency"] = payment.PayCurrency,
            ["order_id"] = payment.OrderId,
            ["order_description"] = payment.OrderDescription,
            ["purchase_id"] = JsNumber.Id(payment.PurchaseId),
            ["outcome_amount"] = JsNumber.Node(payment.OutcomeAmount),
            ["outcome_currency"] = "eth",
            ["payout_hash"] = payment.PayoutHash,
            ["payin_hash"] = payment.PayinHash,
            ["created_at"] = Time(payment.CreatedAt),
            ["updated_at"] = Time(payment.UpdatedAt),
            ["burning_percent"] = "null",
            ["type"] = "crypto2crypto",
            ["payment_extra_ids"] = Children(payment),
            ["parent_payment_id"] = IdOrNull(payment.ParentId),
            ["origin_type"] = payment.ParentId is null ? null : "REPEATED_DEPOSIT",
        };

    /// <summary>The body of a notice: ids are numbers but for <c>purchase_id</c>.</summary>
    public static JsonObject OfNotice(Payment payment) =>
        new()
        {
            ["payment_id"] = JsNumber.Id(payment.Id),
            ["parent_payment_id"] = IdOrNull(payment.ParentId),
            ["invoice_id"] = IdOrNull(payment.InvoiceId),
            ["payment_status"] = payment.Status,
            ["pay_address"] = payment.PayAddress,
            ["payin_extra_id"] = payment.PayMemo,
            ["price_amount"] = JsNumber.Node(payment.PriceAmount),
            ["price_currency"] = payment.PriceCurrency,
            ["pay_amount"] = JsNumber.Node(payment.PayAmount),
            ["actually_paid"] = JsNumber.Node(payment.ActuallyPaid),
            ["actually_paid_at_fiat"] = 0,
            ["pay_currency"] = payment.PayCurrency,
            ["order_id"] = payment.OrderId,
            ["order_description"] = payment.OrderDescription,
            ["purchase_id"] = payment.PurchaseId,
            ["outcome_amount"] = JsNumber.Node(payment.OutcomeAmount),
            ["outcome_currency"] = "eth",
            ["payment_extra_ids"] = Children(payment),
            ["fee"] = new JsonObject
            {
                ["currency"] = "eth",
                ["depositFee"] = 0,
                ["withdrawalFee"] = 0,
                ["serviceFee"] = JsNumber.Node(payment.ServiceFee),
            },
            ["updated_at"] = payment.UpdatedAt.ToUnixTimeMilliseconds(),
        };

    public static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static JsonNode? IdOrNull(string? id) => id is null ? null : JsNumber.Id(id);

    private static JsonArray? Children(Payment payment) =>
        payment.Children.Count == 0
            ? null
            : new JsonArray(payment.Children.Select(JsNumber.Id).ToArray());
}
