using System.Text;
using System.Text.Json;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.NowPayments;

/// <summary>A hosted invoice to be made.</summary>
/// <param name="Price">What the buyer owes.</param>
/// <param name="OrderId">Our order, echoed in every later object.</param>
/// <param name="Description">
/// Shown to the buyer. Letters outside ASCII and the marks <c>"'\/&lt;&gt;&amp;</c> are sent as a
/// dash: with them the vendor's sample codes sign the same text differently.
/// </param>
/// <param name="IpnCallback">Where notifications go; reachable from the internet.</param>
/// <param name="Success">Browser redirect only, never proof of payment.</param>
/// <param name="Cancel">Browser redirect after a failure.</param>
/// <param name="PartiallyPaid">Browser redirect after an underpayment.</param>
public sealed record InvoiceRequest(
    Amount<Usd> Price,
    string OrderId,
    string Description,
    Uri IpnCallback,
    Uri Success,
    Uri Cancel,
    Uri PartiallyPaid
)
{
    private const int DescriptionLengthMax = 200;

    internal void Write(Utf8JsonWriter body)
    {
        body.WritePropertyName("price_amount");
        body.WriteRawValue(Price.ToDecimalText());
        body.WriteString("price_currency", "usd");
        body.WriteString("order_id", OrderId);
        body.WriteString("order_description", Plain(Description));
        body.WriteString("ipn_callback_url", IpnCallback.AbsoluteUri);
        body.WriteString("success_url", Success.AbsoluteUri);
        body.WriteString("cancel_url", Cancel.AbsoluteUri);
        body.WriteString("partially_paid_url", PartiallyPaid.AbsoluteUri);
    }

    internal static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text)
        {
            var isPlain =
                c is >= ' ' and <= '~' && !"\"'\\/<>&".Contains(c, StringComparison.Ordinal);
            if (plain.Length < DescriptionLengthMax && (isPlain || plain is not [.., '-']))
            {
                plain.Append(isPlain ? c : '-');
            }
        }

        return plain.ToString();
    }
}
