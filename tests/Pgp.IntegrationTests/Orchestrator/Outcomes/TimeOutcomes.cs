using Pgp.Contracts.Tasks;

namespace Pgp.IntegrationTests.Orchestrator.Outcomes;

/// <summary>Money that comes too late, or whose rest never does.</summary>
internal static class TimeOutcomes
{
    private const string Part = "Less than the price arrived. 0.00041 eth missing. [Pay the rest]";

    private const string HeldToo =
        Part + "; Your payment arrived and is being looked at. [See where it stands]";

    private static readonly Ending Kept = Ending.Held(PaymentReasons.RestMissing) with
    {
        Buyer = HeldToo,
    };

    public static IReadOnlyList<Outcome> All { get; } =
    [
        new(
            "late, still worth it",
            "The invoice has expired; then all of it comes, worth what it should be.",
            async s =>
            {
                await s.SaysAsync("expired");
                await s.SaysAsync("confirming", ("actually_paid", "0.0041"));
                await s.SaysAsync("finished");
            },
            Ending.Paid with
            {
                Reason = PaymentReasons.Late,
                Buyer = "This invoice has expired. [Start again]",
            }
        ),
        new(
            "late, no message of the end",
            "It comes eight days after the order, and nobody had said that the invoice was over.",
            s =>
            {
                s.Clock.Advance(TimeSpan.FromDays(8));
                return s.SaysAsync("finished");
            },
            Ending.Paid with
            {
                Reason = PaymentReasons.Late,
            }
        ),
        new(
            "late, and prices have moved",
            "The invoice has expired; what comes then is worth under four fifths of the price.",
            async s =>
            {
                await s.SaysAsync("expired");
                s.Feeds("2200", "2200");
                await s.SaysAsync("confirming", ("actually_paid", "0.0041"));
                await s.SaysAsync("finished");
            },
            Ending.Held(PaymentReasons.LatePriceMoved) with
            {
                Buyer =
                    "This invoice has expired. [Start again]; "
                    + "Your payment arrived and is being looked at. [See where it stands]",
            }
        ),
        new(
            "in time, and prices have moved as much",
            "The same fall of the price while the invoice is open: the price was agreed.",
            s =>
            {
                s.Feeds("2200", "2200");
                return s.SaysAsync("finished");
            },
            Ending.Paid
        ),
        new(
            "a part, and the rest never comes",
            "A tenth is missing. At the end of the eighth day the poller looks a last time: the part "
                + "is kept as the buyer's credit.",
            async s =>
            {
                await s.SaysAsync("partially_paid", ("actually_paid", "0.00369"));
                s.Clock.Advance(TimeSpan.FromDays(8));
                await s.LookAsync(OutcomeStage.First);
            },
            Kept
        ),
        new(
            "a part, and the provider lets it expire",
            "A tenth is missing, and the provider ends the payment.",
            async s =>
            {
                await s.SaysAsync("partially_paid", ("actually_paid", "0.00369"));
                await s.SaysAsync("expired");
            },
            Kept
        ),
        new(
            "a part, and the rest after all",
            "The part was kept already; then the provider has the rest and finishes.",
            async s =>
            {
                await s.SaysAsync("partially_paid", ("actually_paid", "0.00369"));
                s.Clock.Advance(TimeSpan.FromDays(8));
                await s.LookAsync(OutcomeStage.First);
                await s.SaysAsync("finished");
            },
            Ending.Paid with
            {
                Reason = PaymentReasons.Late,
                Buyer = HeldToo,
                Operators = "1602 Error",
            }
        ),
    ];
}
