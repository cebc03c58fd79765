using System.Numerics;
using Pgp.Adapters.NowPayments;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.Orchestrator;

/// <summary>A payment that was reported before.</summary>
/// <param name="AskedCoin">The coin first asked for; null if it is none that we know.</param>
/// <param name="Paid">Atomic units that had come by then.</param>
internal sealed record KnownPayment(
    PaymentId PaymentId,
    string State,
    string? Reason,
    Coin? AskedCoin,
    BigInteger? Paid
);

/// <summary>The other payments of the same order.</summary>
/// <param name="HasPaid">One of them settled it.</param>
/// <param name="HasHope">One of them may still, or a person decides on it.</param>
internal sealed record OtherPayments(bool HasPaid, bool HasHope)
{
    public static OtherPayments None { get; } = new(HasPaid: false, HasHope: false);
}

/// <summary>What we know of a payment besides what the provider states now.</summary>
/// <param name="Known"><see langword="null"/> for a payment never seen before.</param>
/// <param name="Others">The order's other payments.</param>
/// <param name="HasInvoiceEnded">The time for which the price was agreed is over.</param>
/// <param name="HasWatchEnded">Nobody waits for a missing rest any more.</param>
internal sealed record Standing(
    KnownPayment? Known,
    OtherPayments Others,
    bool HasInvoiceEnded,
    bool HasWatchEnded
)
{
    // Held for want of money that the provider did not have yet: if it has it now, that settles it.
    private static readonly string[] UntilFinished =
    [
        PaymentReasons.RestMissing,
        PaymentReasons.FailedWithMoney,
    ];

    public static Standing Of(
        KnownPayment? known,
        OtherPayments others,
        OrderTerms? terms,
        DateTimeOffset now
    ) =>
        new(
            known,
            others,
            terms is not null && now >= terms.CreatedAt + OrderTerms.InvoiceLife,
            terms is not null && now >= terms.CreatedAt + OrderTerms.Watched
        );

    /// <summary>The state now; empty for a payment never seen before.</summary>
    public string State => Known?.State ?? "";

    public bool IsLate =>
        HasInvoiceEnded || State == PaymentStates.Expired || Known?.Reason == PaymentReasons.Late;

    private bool IsHeldUntilFinished =>
        State == PaymentStates.Quarantined && UntilFinished.Contains(Known?.Reason);

    /// <summary>
    /// The provider's code of the coin that came, where another one was asked for: one payment of
    /// the provider is of one coin, and names another when another one came.
    /// </summary>
    public string? OtherCoinOf(ProviderPayment payment) =>
        Known?.AskedCoin is { } asked
        && payment.PayCoinCode is { } code
        && !(CoinCodes.TryCoin(code, out var coin) && coin == asked)
            ? code
            : null;

    /// <summary>Whether a verdict is news. Reports that are old or come again are none.</summary>
    public bool IsChangedBy(string next, string? reason, BigInteger? paid) =>
        PaymentStates.MayMove(State, next)
        || (IsHeldUntilFinished && IsDecision(next, reason))
        || (IsPart(State) && IsPart(next) && paid > (Known!.Paid ?? BigInteger.Zero));

    private bool IsDecision(string next, string? reason) =>
        next == PaymentStates.Paid
        || (next == PaymentStates.Quarantined && reason != Known!.Reason);

    private static bool IsPart(string state) => state == PaymentStates.PartiallyPaid;
}
