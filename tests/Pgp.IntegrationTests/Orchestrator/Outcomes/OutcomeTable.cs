using Pgp.Contracts.Tasks;

namespace Pgp.IntegrationTests.Orchestrator.Outcomes;

/// <summary>Every outcome of a payment, as data for the tests and for the page.</summary>
internal static class OutcomeTable
{
    public static IReadOnlyList<Outcome> All { get; } =
    [
        .. AmountOutcomes.All,
        .. TimeOutcomes.All,
        .. StrangeOutcomes.All,
        .. EndOutcomes.All,
        .. PartnerOutcomes.All,
    ];
}

/// <summary>How much arrives, in the coin that was asked for.</summary>
internal static class AmountOutcomes
{
    private const string PayTheRest =
        "Less than the price arrived. 0.00041 eth missing. [Pay the rest]";

    private static readonly Ending Waiting = new()
    {
        State = "partially_paid",
        Reason = PaymentReasons.Underpaid,
        Buyer = PayTheRest,
        Page = "underpaid",
    };

    public static IReadOnlyList<Outcome> All { get; } =
    [
        new("exact", "What was asked for arrives.", s => s.SaysAsync("finished"), Ending.Paid),
        new(
            "a trifle less",
            "1 % less arrives: within the channel's tolerance.",
            s => s.SaysAsync("finished", ("actually_paid", "0.004059")),
            Ending.Paid
        ),
        new(
            "a trifle more",
            "1 % more arrives.",
            s => s.SaysAsync("finished", ("actually_paid", "0.004141")),
            Ending.Paid
        ),
        new(
            "less, called partial",
            "A tenth is missing, and the provider waits for it.",
            s => s.SaysAsync("partially_paid", ("actually_paid", "0.00369")),
            Waiting
        ),
        new(
            "less, called finished",
            "A tenth is missing, and the provider calls it finished all the same.",
            s => s.SaysAsync("finished", ("actually_paid", "0.00369")),
            Waiting
        ),
        new(
            "completed by a top-up",
            "A tenth is missing; then it comes.",
            async s =>
            {
                await s.SaysAsync("partially_paid", ("actually_paid", "0.00369"));
                await s.SaysAsync("confirming", ("actually_paid", "0.0041"));
                await s.SaysAsync("finished");
            },
            Ending.Paid with
            {
                Buyer = PayTheRest,
            }
        ),
        new(
            "a top-up that is too small",
            "A fifth is missing; half of that comes.",
            async s =>
            {
                await s.SaysAsync("partially_paid", ("actually_paid", "0.00328"));
                await s.SaysAsync("partially_paid", ("actually_paid", "0.00369"));
                await s.LookAsync(OutcomeStage.First);
            },
            Waiting with
            {
                Buyer =
                    "Less than the price arrived. 0.00082 eth missing. [Pay the rest]; "
                    + PayTheRest,
            }
        ),
        new(
            "more",
            "Twice the amount arrives, worth twice as much. The surplus is shared like the rest.",
            s => s.SaysAsync("finished", ("actually_paid", "0.0082"), ("outcome_amount", "0.0072")),
            Ending.Paid with
            {
                Reason = PaymentReasons.Overpaid,
                Books = "owner 0.006984 eth, fee 0.000216 eth",
                Buyer = "More than the price arrived. [See where it stands]",
            }
        ),
        new(
            "eighteen decimals",
            "The amount that reaches the wallet has all of ether's digits.",
            s => s.SaysAsync("finished", ("outcome_amount", "0.003600000000000001")),
            Ending.Paid with
            {
                Books = "owner 0.003492000000000001 eth, fee 0.000108 eth",
            }
        ),
        new(
            "a trillion units",
            "10^12 doge arrive where 66.6 were asked for.",
            s =>
                s.SaysAsync(
                    "finished",
                    ("pay_currency", "\"doge\""),
                    ("pay_amount", "66.6"),
                    ("actually_paid", "1000000000000.12345678"),
                    ("outcome_amount", "53571428.000000000000000001")
                ),
            Ending.Paid with
            {
                Reason = PaymentReasons.Overpaid,
                Books = "owner 51964285.160000000000000001 eth, fee 1607142.84 eth",
                Buyer = "More than the price arrived. [See where it stands]",
            }
        ),
        new(
            "worth too little",
            "The amount is right, but what reaches the wallet is worth under half of the price.",
            s => s.SaysAsync("finished", ("outcome_amount", "0.0017")),
            Ending.Held(PaymentReasons.ValueOutOfBounds)
        ),
        new(
            "worth too much to be real",
            "What reaches the wallet is said to be worth more than 10^12 usd.",
            s => s.SaysAsync("finished", ("outcome_amount", "1000000000000.000000000000000001")),
            Ending.Held(PaymentReasons.ValueOutOfBounds)
        ),
        new(
            "nothing left after the fee",
            "The fee is set so that it takes all of what arrives.",
            s =>
            {
                s.Fee = "100";
                return s.SaysAsync("finished");
            },
            Ending.Held(PaymentReasons.NothingLeftAfterFee)
        ),
    ];
}
