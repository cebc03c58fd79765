using Pgp.Adapters.NowPayments;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.Orchestrator;

/// <summary>
/// What a buyer has to hear of a change. A payment that is simply good speaks for itself, by its
/// invite link; and nobody hears of an invoice's end while the order's other payments live.
/// </summary>
internal static class BuyerNews
{
    /// <returns><see langword="null"/> with nothing to say, or nobody to say it to.</returns>
    public static BuyerEventPublished? Of(
        ProviderPayment payment,
        OrderTerms? terms,
        Standing standing,
        PaymentId id,
        string state,
        string? reason
    )
    {
        BuyerEvent? kind = state switch
        {
            PaymentStates.PartiallyPaid => BuyerEvent.Underpaid,
            PaymentStates.Paid when reason == PaymentReasons.Overpaid => BuyerEvent.Overpaid,
            PaymentStates.Expired when !standing.Others.HasHope => BuyerEvent.Expired,
            PaymentStates.Failed when !standing.Others.HasHope => BuyerEvent.Failed,
            PaymentStates.Refunded => BuyerEvent.Refunded,
            PaymentStates.Quarantined => BuyerEvent.Held,
            _ => null,
        };
        return kind is { } news && terms is not null
            ? new BuyerEventPublished(
                news,
                terms.OrderId,
                id,
                reason,
                news == BuyerEvent.Underpaid ? MissingOf(payment) : null
            )
            : null;
    }

    /// <returns><see langword="null"/> where the order's message stays as it is.</returns>
    public static OrderStage? StageOf(string state) =>
        state switch
        {
            PaymentStates.Confirming => OrderStage.Seen,
            PaymentStates.Paid => OrderStage.Paid,
            _ => null,
        };

    private static CoinAmount? MissingOf(ProviderPayment payment) =>
        payment.PayAmount?.ToCoinAmount() is { } asked
        && payment.ActuallyPaid?.ToCoinAmount() is { } paid
        && asked.Coin == paid.Coin
        && asked.Atomic > paid.Atomic
            ? new CoinAmount(asked.Coin, asked.Atomic - paid.Atomic)
            : null;
}
