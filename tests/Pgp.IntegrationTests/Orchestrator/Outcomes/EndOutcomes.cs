using Pgp.Contracts.Tasks;

namespace Pgp.IntegrationTests.Orchestrator.Outcomes;

/// <summary>Payments that end otherwise than paid, and messages that come too late to matter.</summary>
internal static class EndOutcomes
{
    private const string Expired = "This invoice has expired. [Start again]";
    private const string Failed = "The payment failed. [Start again]";
    private const string Refunded = "The payment was refunded. [Buy again]";

    public static IReadOnlyList<Outcome> All { get; } =
    [
        new(
            "expired",
            "Nothing came in time.",
            async s =>
            {
                await s.SaysAsync("waiting");
                await s.SaysAsync("expired");
            },
            new Ending
            {
                State = "expired",
                Buyer = Expired,
                Page = "expired",
            }
        ),
        new(
            "expired beside another",
            "The buyer chose a coin, thought again and paid with another: the first one's end is no "
                + "news.",
            async s =>
            {
                await s.SaysAsync("waiting");
                await s.SaysOfAsync(OutcomeStage.Second, "finished");
                await s.SaysAsync("expired");
            },
            new Ending { State = "expired", Page = "paid" }
        ),
        new(
            "failed",
            "The provider could not take the payment, and no money came.",
            s => s.SaysAsync("failed"),
            new Ending
            {
                State = "failed",
                Buyer = Failed,
                Page = "failed",
            }
        ),
        new(
            "cancelled",
            "The payment was cancelled at the provider.",
            s => s.SaysAsync("cancelled"),
            new Ending
            {
                State = "failed",
                Buyer = Failed,
                Page = "failed",
            }
        ),
        new(
            "failed with money",
            "Money came, and the provider could not carry it on.",
            async s =>
            {
                await s.SaysAsync("sending", ("actually_paid", "0.0041"));
                await s.SaysAsync("failed", ("actually_paid", "0.0041"));
            },
            Ending.Held(PaymentReasons.FailedWithMoney)
        ),
        new(
            "failed with money, finished after all",
            "The same; then the provider's staff push it through.",
            async s =>
            {
                await s.SaysAsync("failed", ("actually_paid", "0.0041"));
                await s.SaysAsync("finished");
            },
            Ending.Paid with
            {
                Buyer = "Your payment arrived and is being looked at. [See where it stands]",
                Operators = "1602 Error",
            }
        ),
        new(
            "refunded before it was finished",
            "The provider sends the money back to the buyer.",
            async s =>
            {
                await s.SaysAsync("confirming", ("actually_paid", "0.0041"));
                await s.SaysAsync("refunded", ("actually_paid", "0.0041"));
            },
            new Ending
            {
                State = "refunded",
                Buyer = Refunded,
                Page = "refunded",
            }
        ),
        new(
            "refunded after it was finished",
            "The provider sends back what was paid, from its own funds. The books stay: they tell what "
                + "reached our wallet and left it, and no money of ours has moved.",
            async s =>
            {
                await s.SaysAsync("finished");
                await s.SaysAsync("refunded");
            },
            Ending.Paid with
            {
                State = "refunded",
                Reason = PaymentReasons.RefundedAfterPaid,
                Buyer = Refunded,
                Page = "refunded",
                Operators = "1603 Error",
            }
        ),
        new(
            "refunded while held",
            "A held payment is sent back: nobody has to decide any more.",
            async s =>
            {
                await s.SaysAsync("finished", ("price_amount", "9.98"));
                await s.SaysAsync("refunded", ("price_amount", "9.98"));
            },
            new Ending
            {
                State = "refunded",
                Buyer =
                    "Your payment arrived and is being looked at. [See where it stands]; "
                    + Refunded,
                Page = "refunded",
                Operators = "1602 Error",
            }
        ),
        new(
            "old message after the end",
            "An old message comes again after all is done.",
            async s =>
            {
                await s.SaysAsync("finished");
                await s.LookAsync(OutcomeStage.First);
                await s.SaysAsync("confirming");
                await s.SaysAsync("expired");
            },
            Ending.Paid
        ),
    ];
}
