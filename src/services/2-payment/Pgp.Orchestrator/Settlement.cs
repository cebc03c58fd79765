using Pgp.Adapters.NowPayments;
using Pgp.Adapters.Prices;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.Orchestrator;

/// <summary>What the buyer accepted, and how the owner wants to be paid.</summary>
internal sealed record OrderTerms(
    OrderId OrderId,
    long UserId,
    ChannelId ChannelId,
    string Kind,
    int Days,
    Amount<Usd> Price,
    BasisPoints Tolerance,
    string PayoutStrategy,
    Coin PayoutCoin,
    string PayoutAddress,
    string? PayoutExtraId,
    DateTimeOffset CreatedAt
)
{
    /// <summary>How long an invoice takes money at the price agreed (spec 70, 1.5).</summary>
    public static readonly TimeSpan InvoiceLife = TimeSpan.FromDays(7);

    /// <summary>How long an order is watched: a day more for deposits on the way.</summary>
    public static readonly TimeSpan Watched = InvoiceLife + TimeSpan.FromDays(1);

    /// <summary>The buyer gets in.</summary>
    public bool IsSubscription => Kind == "subscription";

    /// <summary>Somebody else will get in, whoever opens it.</summary>
    public bool IsGift => Kind == "gift";

    /// <summary>The tier that was bought; null for a donation.</summary>
    public int? TierNo { get; init; }
}

/// <summary>A price and where it comes from.</summary>
internal sealed record Valuation(UsdPrice Price, string Source, bool IsFallback);

/// <summary>What a payment turned out to be.</summary>
internal abstract record Verdict
{
    private Verdict() { }

    /// <summary>Not settled; the state says how far it got.</summary>
    public sealed record Open(string State, string? Reason) : Verdict;

    /// <summary>Good: what arrived, its value, and the shares.</summary>
    /// <param name="Note">Overpaid or late; null where all is as agreed.</param>
    public sealed record Settled(
        CoinAmount Received,
        Amount<Usd> Value,
        CoinAmount Fee,
        CoinAmount Net,
        Valuation Valuation,
        string? Note
    ) : Verdict;

    /// <summary>Money may have arrived, but not as agreed: a person has to look.</summary>
    public sealed record Held(string Reason) : Verdict;
}

/// <summary>
/// Whether a payment is what was agreed. Pure: no clock, no database, no partner. Every outcome has
/// its row in <c>docs/outcomes.md</c>.
/// </summary>
internal static class Settlement
{
    /// <summary>Judges a payment as the provider's own books state it.</summary>
    /// <param name="valuation">
    /// Price of the coin received; needed for finished payments only.
    /// </param>
    public static Verdict Judge(
        ProviderPayment payment,
        OrderTerms? terms,
        Standing standing,
        Valuation? valuation,
        OrchestratorOptions options
    ) =>
        payment.Status.Kind switch
        {
            ProviderStatusKind.Finished => Doubt(payment, terms, standing)
                ?? JudgeAmounts(payment, terms!, standing, valuation, options),
            ProviderStatusKind.PartiallyPaid => Doubt(payment, terms, standing)
                ?? WaitForRest(standing),
            ProviderStatusKind.Expired => End(payment, standing, PaymentReasons.RestMissing),
            ProviderStatusKind.Failed or ProviderStatusKind.Cancelled => End(
                payment,
                standing,
                PaymentReasons.FailedWithMoney
            ),
            ProviderStatusKind.Refunded => new Verdict.Open(
                PaymentStates.Refunded,
                standing.State == PaymentStates.Paid ? PaymentReasons.RefundedAfterPaid : null
            ),
            var kind => OnTheWay(PaymentStates.Of(kind), standing),
        };

    // Lateness must be remembered: by the end of the way, the state tells of it no longer.
    private static Verdict.Open OnTheWay(string state, Standing standing) =>
        new(
            state,
            state == PaymentStates.Confirming && standing.IsLate ? PaymentReasons.Late : null
        );

    // Money that came, but not for what was agreed. Its amount does not matter then.
    private static Verdict.Held? Doubt(
        ProviderPayment payment,
        OrderTerms? terms,
        Standing standing
    )
    {
        // Repeated deposits to an old address; the provider advises not to deliver on them.
        var reason =
            terms is null ? PaymentReasons.OrderUnknown
            : payment.ParentPaymentId is not null ? PaymentReasons.RepeatedDeposit
            : standing.Others.HasPaid ? PaymentReasons.OrderAlreadyPaid
            : payment.Price != terms.Price ? PaymentReasons.PriceDiffers
            : standing.OtherCoinOf(payment) is not null ? PaymentReasons.WrongAsset
            : null;
        return reason is null ? null : new Verdict.Held(reason);
    }

    private static Verdict JudgeAmounts(
        ProviderPayment payment,
        OrderTerms terms,
        Standing standing,
        Valuation? valuation,
        OrchestratorOptions options
    )
    {
        if (payment.PayAmount is not { } asked || payment.ActuallyPaid is not { } paid)
        {
            return new Verdict.Held(PaymentReasons.AmountMissing);
        }

        var deposit = new Deposit(asked, paid);
        return Reckoning.IsTooLittle(deposit, terms.Tolerance)
            ? WaitForRest(standing)
            : Reckoning.Share(deposit, payment.Outcome, terms, standing.IsLate, valuation, options);
    }

    private static Verdict WaitForRest(Standing standing) =>
        standing.HasWatchEnded
            ? new Verdict.Held(PaymentReasons.RestMissing)
            : new Verdict.Open(PaymentStates.PartiallyPaid, PaymentReasons.Underpaid);

    // An end without money is an end. Money that came before it is never forgotten.
    private static Verdict End(ProviderPayment payment, Standing standing, string reason) =>
        payment.ActuallyPaid?.Scaled.Sign > 0 || standing.State == PaymentStates.PartiallyPaid
            ? new Verdict.Held(reason)
            : new Verdict.Open(PaymentStates.Of(payment.Status.Kind), null);
}
