using Pgp.Contracts.Tasks;

namespace Pgp.IntegrationTests.Orchestrator.Outcomes;

/// <summary>Partners that do not answer, contradict each other or say something new.</summary>
internal static class PartnerOutcomes
{
    private static readonly Ending PriceWaits = new()
    {
        State = "none",
        Page = "pending",
        Operators = "again: no price for eth@eth",
    };

    public static IReadOnlyList<Outcome> All { get; } =
    [
        new(
            "no price feed answers",
            "All is paid, and no feed says what it is worth: the decision waits.",
            s =>
            {
                s.Feeds(null, null);
                return s.SaysAsync("finished");
            },
            PriceWaits
        ),
        new(
            "a price feed is back",
            "The same; then a feed answers.",
            async s =>
            {
                s.Feeds(null, null);
                await s.SaysAsync("finished");
                s.Feeds("2800", null);
                await s.LookAsync(OutcomeStage.First);
            },
            Ending.Paid with
            {
                Operators = PriceWaits.Operators,
            }
        ),
        new(
            "the first price feed is down",
            "The second knows the price; the bound is narrower then, and is kept.",
            s =>
            {
                s.Feeds(null, "2800");
                return s.SaysAsync("finished");
            },
            Ending.Paid
        ),
        new(
            "the price feeds differ",
            "One feed jumps by more than a fifth, and the other contradicts it.",
            async s =>
            {
                await s.SaysOfAsync(
                    OutcomeStage.Second,
                    "finished",
                    ("order_id", "\"ord_0199a0b1c2d3e4f5061728394a5b6c7d\"")
                );
                s.Feeds("28000", "11");
                await s.SaysAsync("finished");
            },
            PriceWaits with
            {
                Operators = "1602 Error; again: no price for eth@eth",
            }
        ),
        new(
            "the provider is down",
            "A message came, and the provider's books cannot be read.",
            s =>
            {
                s.IsProviderDown = true;
                return s.SaysAsync("finished");
            },
            new Ending
            {
                State = "none",
                Page = "pending",
                Operators = "again: http_502",
            }
        ),
        new(
            "the provider is back",
            "The same; then its books can be read.",
            async s =>
            {
                s.IsProviderDown = true;
                await s.SaysAsync("finished");
                s.IsProviderDown = false;
                await s.LookAsync(OutcomeStage.First);
            },
            Ending.Paid with
            {
                Operators = "again: http_502",
            }
        ),
        new(
            "the message claims more than the books",
            "A message says finished in full; the provider's books, read back, say nine tenths.",
            s => s.SaysAsync("partially_paid", ("actually_paid", "0.00369")),
            new Ending
            {
                State = "partially_paid",
                Reason = PaymentReasons.Underpaid,
                Buyer = "Less than the price arrived. 0.00041 eth missing. [Pay the rest]",
                Page = "underpaid",
            }
        ),
        new(
            "a payment that the provider does not know",
            "A message names a payment that is not in the provider's books.",
            s => s.LookAsync(OutcomeStage.First),
            new Ending
            {
                State = "none",
                Page = "pending",
                Operators = "dead letter: the provider knows no such payment of ours",
            }
        ),
        new(
            "a new word of the provider",
            "The status is none that we know.",
            s => s.SaysAsync("a_new_word"),
            new Ending
            {
                State = "waiting",
                Page = "pending",
                Operators = "1604 Warning",
            }
        ),
    ];
}
