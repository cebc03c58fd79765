using System.Text.Json;
using Pgp.Adapters.Wire;

namespace Pgp.Adapters.NowPayments;

/// <summary>
/// What a payment notification points at. It is a hint: amounts are read from
/// <see cref="NowPaymentsClient.GetPaymentAsync"/>, because a signed body can be replayed.
/// </summary>
/// <param name="PaymentId">The provider's id, as text.</param>
/// <param name="ParentPaymentId">The first payment, if this is a repeated deposit.</param>
/// <param name="InvoiceId">The hosted invoice the payment was born from.</param>
/// <param name="OrderId">Our order, as we sent it.</param>
/// <param name="Status">The state when the notification was made.</param>
/// <param name="UpdatedAt">As written by the provider; not every account sends it.</param>
/// <param name="ActuallyPaid">Digits as written; part of the key that tells repeats apart.</param>
public sealed record Ipn(
    string PaymentId,
    string? ParentPaymentId,
    string? InvoiceId,
    string? OrderId,
    ProviderStatus Status,
    string? UpdatedAt,
    string? ActuallyPaid
)
{
    /// <summary>Reads a body whose signature was checked, or one stored before the check.</summary>
    public static IpnReading Read(ReadOnlySpan<byte> body)
    {
        if (WireJson.TryParse(body) is not { ValueKind: JsonValueKind.Object } json)
        {
            return new IpnReading.Unreadable("not a JSON object");
        }

        if (WireJson.Member(json, "payment_id") is null && WireJson.Member(json, "id") is not null)
        {
            // Withdrawals and custody moves are told by the same webhook under other names.
            return new IpnReading.OtherKind();
        }

        if (WireJson.Id(json, "payment_id") is not { } paymentId)
        {
            return new IpnReading.Unreadable("no payment_id");
        }

        return new IpnReading.Payment(
            new Ipn(
                paymentId,
                WireJson.Id(json, "parent_payment_id"),
                WireJson.Id(json, "invoice_id"),
                WireJson.Text(json, "order_id"),
                ProviderStatus.Of(WireJson.Text(json, "payment_status")),
                WireJson.Text(json, "updated_at"),
                WireJson.Digits(json, "actually_paid")
            )
        );
    }
}

/// <summary>What a notification's body turned out to be.</summary>
public abstract record IpnReading
{
    private IpnReading() { }

    public sealed record Payment(Ipn Ipn) : IpnReading;

    /// <summary>A notification about something else than a payment: store it, do nothing.</summary>
    public sealed record OtherKind : IpnReading;

    public sealed record Unreadable(string Reason) : IpnReading;
}
