using Pgp.Common.Settings;
using Pgp.Contracts.Money;

namespace Pgp.Orchestrator;

/// <summary>Settings of ORCHESTRATOR.</summary>
/// <param name="Fee">
/// <c>TP_FLAT_FEE</c>, percent: the platform's share, of donations too. No default.
/// </param>
/// <param name="ReceivedMin">
/// <c>PAYMENT_MIN_TOLERANCE</c> (0.50): the least value that may arrive, as a fraction of the
/// price, by the first price source. An outer bound against nonsense; what a buyer must pay is the
/// channel's own tolerance.
/// </param>
/// <param name="ReceivedMinByFallback">
/// <c>PAYMENT_FALLBACK_TOLERANCE</c> (0.75): the same where only the second source knew a price.
/// </param>
/// <param name="ReceivedMinLate">
/// <c>PAYMENT_LATE_TOLERANCE</c> (0.80): the same for money that came after the invoice's end, when
/// the price was agreed no longer.
/// </param>
/// <param name="PollEvery">
/// <c>PAYMENT_POLL_MS</c> (30 s): how often due orders are looked for.
/// </param>
/// <param name="FirstLookAfter">
/// <c>PAYMENT_FIRST_LOOK_MS</c> (2 min): how long an order's payment is left to the provider's
/// messages; the pauses between later looks grow from half of it.
/// </param>
internal sealed record OrchestratorOptions(
    BasisPoints Fee,
    BasisPoints ReceivedMin,
    BasisPoints ReceivedMinByFallback,
    BasisPoints ReceivedMinLate,
    TimeSpan PollEvery,
    TimeSpan FirstLookAfter
)
{
    public static OrchestratorOptions Read(SettingsReader settings) =>
        new(
            settings.Percent("TP_FLAT_FEE"),
            settings.Fraction("PAYMENT_MIN_TOLERANCE", new BasisPoints(5_000)),
            settings.Fraction("PAYMENT_FALLBACK_TOLERANCE", new BasisPoints(7_500)),
            settings.Fraction("PAYMENT_LATE_TOLERANCE", new BasisPoints(8_000)),
            settings.Milliseconds("PAYMENT_POLL_MS", TimeSpan.FromSeconds(30)),
            settings.Milliseconds("PAYMENT_FIRST_LOOK_MS", TimeSpan.FromMinutes(2))
        );
}
