using System.Numerics;
using Pgp.Adapters.NowPayments;
using Pgp.Adapters.Prices;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.Orchestrator;

/// <summary>
/// Whether amounts are what was agreed, and what of them is whose. Pure, like
/// <see cref="Settlement"/>.
/// </summary>
internal static class Reckoning
{
    // The dollar columns hold less than 10^12; nobody pays as much.
    private static readonly Amount<Usd> ValueLimit = Amount<Usd>.Parse("1000000000000");

    // Compared in the coin that was asked for, so that price drift and provider fees play no part.
    public static bool IsTooLittle(Deposit deposit, BasisPoints tolerance)
    {
        var least = deposit.Asked.Scaled * (BasisPoints.PerWhole - tolerance.Value);
        return deposit.Paid.Scaled * BasisPoints.PerWhole < least
            || deposit.Paid.Scaled <= BigInteger.Zero;
    }

    /// <summary>The channel's shares of what reached us, or why a person has to look.</summary>
    public static Verdict Share(
        Deposit deposit,
        StatedAmount? outcome,
        OrderTerms terms,
        bool isLate,
        Valuation? valuation,
        OrchestratorOptions options
    )
    {
        if (
            outcome?.ToCoinAmount() is not { } received
            || !Coin.OfHostWallet.Contains(received.Coin)
            || received.Atomic.Sign <= 0
        )
        {
            return new Verdict.Held(PaymentReasons.OutcomeNotHeld);
        }

        if (valuation is null)
        {
            throw new InvalidOperationException("a received amount is judged by its price");
        }

        var value = UsdPrice.Value(received, valuation.Price);
        if (value >= ValueLimit || IsWorthLess(value, Least(terms, valuation, options), deposit))
        {
            return new Verdict.Held(PaymentReasons.ValueOutOfBounds);
        }

        if (isLate && IsWorthLess(value, terms.Price.Split(options.ReceivedMinLate).Part, deposit))
        {
            return new Verdict.Held(PaymentReasons.LatePriceMoved);
        }

        // The fee is rounded down: what cannot be split goes to the owner.
        var (fee, net) = received.Split(options.Fee);
        return net.Atomic.IsZero
            ? new Verdict.Held(PaymentReasons.NothingLeftAfterFee)
            : new Verdict.Settled(
                received,
                value,
                fee,
                net,
                valuation,
                NoteOf(deposit, terms.Tolerance, isLate)
            );
    }

    private static Amount<Usd> Least(
        OrderTerms terms,
        Valuation valuation,
        OrchestratorOptions options
    ) =>
        terms
            .Price.Split(valuation.IsFallback ? options.ReceivedMinByFallback : options.ReceivedMin)
            .Part;

    // Whoever pays more than asked must have sent more value, too. Else another coin came than the
    // one asked for: the provider calls that finished, and its numbers are of different coins.
    private static bool IsWorthLess(Amount<Usd> value, Amount<Usd> least, Deposit deposit)
    {
        var (asked, paid) = (deposit.Asked.Scaled, deposit.Paid.Scaled);
        return value.Atomic * asked < least.Atomic * BigInteger.Max(asked, paid);
    }

    // What is a trifle below the price is one above it, too.
    private static string? NoteOf(Deposit deposit, BasisPoints tolerance, bool isLate)
    {
        var most = deposit.Asked.Scaled * (BasisPoints.PerWhole + tolerance.Value);
        return deposit.Paid.Scaled * BasisPoints.PerWhole > most ? PaymentReasons.Overpaid
            : isLate ? PaymentReasons.Late
            : null;
    }
}

/// <summary>The provider's two numbers of the buyer's coin.</summary>
internal sealed record Deposit(StatedAmount Asked, StatedAmount Paid);
