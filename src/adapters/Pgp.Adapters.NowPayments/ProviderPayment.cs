using System.Text.Json;
using Pgp.Adapters.Wire;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.NowPayments;

/// <summary>One payment as the provider states it now.</summary>
public sealed record ProviderPayment
{
    public required string PaymentId { get; init; }

    /// <summary>Several payments can belong to one invoice.</summary>
    public string? InvoiceId { get; init; }

    public string? OrderId { get; init; }

    /// <summary>Set on a repeated deposit, which must not deliver by itself.</summary>
    public string? ParentPaymentId { get; init; }

    public required ProviderStatus Status { get; init; }

    /// <summary>What was asked, if it was asked in dollars.</summary>
    public Amount<Usd>? Price { get; init; }

    public string? PriceCurrency { get; init; }

    /// <summary>The coin the buyer chose.</summary>
    public string? PayCoinCode { get; init; }

    /// <summary>The coin amount asked for.</summary>
    public StatedAmount? PayAmount { get; init; }

    /// <summary>The coin amount that arrived.</summary>
    public StatedAmount? ActuallyPaid { get; init; }

    /// <summary>
    /// What our wallet receives after fees, in its own coin. Null when the provider names no coin:
    /// the coin paid in is not a substitute.
    /// </summary>
    public StatedAmount? Outcome { get; init; }

    /// <summary>The transaction to our wallet.</summary>
    public string? PayoutHash { get; init; }

    /// <summary>The buyer's transaction.</summary>
    public string? PayinHash { get; init; }

    public string? UpdatedAt { get; init; }

    /// <returns><see langword="null"/> if id or an amount cannot be read.</returns>
    internal static ProviderPayment? Read(JsonElement json)
    {
        if (
            WireJson.Id(json, "payment_id") is not { } paymentId
            || !StatedAmount.TryRead(json, "pay_amount", "pay_currency", out var payAmount)
            || !StatedAmount.TryRead(json, "actually_paid", "pay_currency", out var actuallyPaid)
            || !StatedAmount.TryRead(json, "outcome_amount", "outcome_currency", out var outcome)
            || !StatedAmount.TryRead(json, "price_amount", "price_currency", out var price)
        )
        {
            return null;
        }

        return new ProviderPayment
        {
            PaymentId = paymentId,
            InvoiceId = WireJson.Id(json, "invoice_id"),
            OrderId = WireJson.Text(json, "order_id"),
            ParentPaymentId = WireJson.Id(json, "parent_payment_id"),
            Status = ProviderStatus.Of(WireJson.Text(json, "payment_status")),
            Price =
                price?.ToCoinAmount() is { } asked && asked.Coin == Coin.Usd
                    ? asked.As<Usd>()
                    : null,
            PriceCurrency = price?.Code ?? WireJson.Code(json, "price_currency"),
            PayCoinCode = payAmount?.Code ?? actuallyPaid?.Code,
            PayAmount = payAmount,
            ActuallyPaid = actuallyPaid,
            Outcome = outcome,
            PayoutHash = WireJson.Text(json, "payout_hash"),
            PayinHash = WireJson.Text(json, "payin_hash"),
            UpdatedAt = WireJson.Text(json, "updated_at"),
        };
    }
}
