using System.Numerics;
using Pgp.Adapters.NowPayments;
using Pgp.Adapters.Prices;
using Pgp.Contracts.Money;

namespace Pgp.Orchestrator;

/// <summary>What the buyer accepted, and how the owner wants to be paid.</summary>
internal sealed record OrderTerms(
    OrderId OrderId,
    long UserId,
    ChannelId ChannelId,
    bool IsSubscription,
    int Days,
    Amount<Usd> Price,
    BasisPoints Tolerance,
    string PayoutStrategy,
    Coin PayoutCoin,
    string PayoutAddress,
    string? PayoutExtraId
);

/// <summary>A price and where it comes from.</summary>
internal sealed record Valuation(UsdPrice Price, string Source, bool IsFallback);

/// <summary>What a payment turned out to be.</summary>
internal abstract record Verdict
{
    private Verdict() { }

    /// <summary>Not settled; the state says how far it got.</summary>
    public sealed record Open(string State, string? Reason) : Verdict;

    /// <summary>Good: what arrived, its value, and the shares.</summary>
    public sealed record Settled(
        CoinAmount Received,
        Amount<Usd> Value,
        CoinAmount Fee,
        CoinAmount Net,
        Valuation Valuation
    ) : Verdict;

    /// <summary>Money may have arrived, but not as agreed: a person has to look.</summary>
    public sealed record Held(string Reason) : Verdict;
}

/// <summary>
/// Whether a payment is what was agreed. Pure: no clock, no database, no partner.
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
        Valuation? valuation,
        OrchestratorOptions options
    )
    {
        if (payment.Status.Kind != ProviderStatusKind.Finished)
        {
            return new Verdict.Open(PaymentStates.Of(payment.Status.Kind), null);
        }

        if (terms is null)
        {
            return new Verdict.Held("order_unknown");
        }

        // Repeated deposits to an old address; the provider advises not to deliver on them.
        if (payment.ParentPaymentId is not null)
        {
            return new Verdict.Held("repeated_deposit");
        }

        if (payment.Price != terms.Price)
        {
            return new Verdict.Held("price_differs");
        }

        if (payment.PayAmount is not { } asked || payment.ActuallyPaid is not { } paid)
        {
            return new Verdict.Held("amount_missing");
        }

        return IsUnderpaid(asked, paid, terms.Tolerance)
            ? new Verdict.Open(PaymentStates.PartiallyPaid, "underpaid")
            : JudgeReceived(payment, new Deposit(asked, paid), terms, valuation, options);
    }

    private static Verdict JudgeReceived(
        ProviderPayment payment,
        Deposit deposit,
        OrderTerms terms,
        Valuation? valuation,
        OrchestratorOptions options
    )
    {
        if (
            payment.Outcome?.ToCoinAmount() is not { } received
            || !Coin.OfHostWallet.Contains(received.Coin)
            || received.Atomic.Sign <= 0
        )
        {
            return new Verdict.Held("outcome_not_held");
        }

        if (valuation is null)
        {
            throw new InvalidOperationException("a received amount is judged by its price");
        }

        var value = UsdPrice.Value(received, valuation.Price);
        var least = valuation.IsFallback ? options.ReceivedMinByFallback : options.ReceivedMin;
        if (IsWorthLess(value, terms.Price.Split(least).Part, deposit))
        {
            return new Verdict.Held("value_out_of_bounds");
        }

        // The fee is rounded down: what cannot be split goes to the owner.
        var (fee, net) = received.Split(options.Fee);
        return net.Atomic.IsZero
            ? new Verdict.Held("nothing_left_after_fee")
            : new Verdict.Settled(received, value, fee, net, valuation);
    }

    // Whoever pays more than asked must have sent more value, too. Else another coin came than the
    // one asked for: the provider calls that finished, and its numbers are of different coins.
    private static bool IsWorthLess(Amount<Usd> value, Amount<Usd> least, Deposit deposit)
    {
        var (asked, paid) = (deposit.Asked.Scaled, deposit.Paid.Scaled);
        return value.Atomic * asked < least.Atomic * BigInteger.Max(asked, paid);
    }

    // Compared in the coin that was asked for, so that price drift and provider fees play no part.
    private static bool IsUnderpaid(StatedAmount asked, StatedAmount paid, BasisPoints tolerance)
    {
        if (asked.Code != paid.Code)
        {
            return false;
        }

        var least = asked.Scaled * (BasisPoints.PerWhole - tolerance.Value);
        return paid.Scaled * BasisPoints.PerWhole < least || paid.Scaled <= BigInteger.Zero;
    }

    /// <summary>The provider's two numbers of the buyer's coin.</summary>
    private sealed record Deposit(StatedAmount Asked, StatedAmount Paid);
}
