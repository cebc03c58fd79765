using Pgp.Contracts.Tasks;

namespace Pgp.IntegrationTests.Orchestrator.Outcomes;

/// <summary>Money that is not for what was agreed: another order, coin, price or time.</summary>
internal static class StrangeOutcomes
{
    public static IReadOnlyList<Outcome> All { get; } =
    [
        new(
            "repeated deposit",
            "More money comes to the address of a payment that is done: a payment of its own.",
            async s =>
            {
                await s.SaysAsync("finished");
                s.Subject = OutcomeStage.Second;
                await s.SaysOfAsync(
                    OutcomeStage.Second,
                    "finished",
                    ("parent_payment_id", OutcomeStage.First)
                );
            },
            Ending.Held(PaymentReasons.RepeatedDeposit) with
            {
                Page = "paid",
            }
        ),
        new(
            "repeated deposit, called partial",
            "The same, with the account set to call such payments partial.",
            s =>
                s.SaysAsync(
                    "partially_paid",
                    ("parent_payment_id", OutcomeStage.Second),
                    ("actually_paid", "0.001")
                ),
            Ending.Held(PaymentReasons.RepeatedDeposit)
        ),
        new(
            "two payments of one order",
            "The buyer pays the invoice a second time, with another coin.",
            async s =>
            {
                await s.SaysAsync("finished");
                s.Subject = OutcomeStage.Second;
                await s.SaysOfAsync(OutcomeStage.Second, "finished", ("pay_currency", "\"btc\""));
            },
            Ending.Held(PaymentReasons.OrderAlreadyPaid) with
            {
                Page = "paid",
            }
        ),
        new(
            "a part of a paid order",
            "The order is paid with one coin, and a part comes with another.",
            async s =>
            {
                await s.SaysAsync("finished");
                s.Subject = OutcomeStage.Second;
                await s.SaysOfAsync(
                    OutcomeStage.Second,
                    "partially_paid",
                    ("actually_paid", "0.001")
                );
            },
            Ending.Held(PaymentReasons.OrderAlreadyPaid) with
            {
                Page = "paid",
            }
        ),
        new(
            "another coin than asked for",
            "Ether was asked for; the provider names the dollars that came, and calls it finished.",
            async s =>
            {
                await s.SaysAsync("waiting");
                await s.SaysAsync(
                    "finished",
                    ("pay_currency", "\"usdttrc20\""),
                    ("actually_paid", "9.99")
                );
            },
            Ending.Held(PaymentReasons.WrongAsset)
        ),
        new(
            "another coin, called partial",
            "The same, called partial: nobody is asked for a rest of a coin never agreed.",
            async s =>
            {
                await s.SaysAsync("waiting");
                await s.SaysAsync(
                    "partially_paid",
                    ("pay_currency", "\"coinneverheardof\""),
                    ("actually_paid", "0.001")
                );
            },
            Ending.Held(PaymentReasons.WrongAsset)
        ),
        new(
            "another coin, first look",
            "The same, before we had seen which coin was asked for: the numbers give it away.",
            s =>
                s.SaysAsync(
                    "finished",
                    ("pay_currency", "\"usdttrc20\""),
                    ("actually_paid", "9.99")
                ),
            Ending.Held(PaymentReasons.ValueOutOfBounds)
        ),
        new(
            "unknown order",
            "The payment names no order of ours.",
            s => s.SaysAsync("finished", ("order_id", "\"ord_0199a0b1c2d3e4f5061728394a5b6c7d\"")),
            Ending.Held(PaymentReasons.OrderUnknown) with
            {
                Buyer = Ending.Nothing,
                Page = "pending",
            }
        ),
        new(
            "another price",
            "The provider asked for another price than the order's.",
            s => s.SaysAsync("finished", ("price_amount", "9.98")),
            Ending.Held(PaymentReasons.PriceDiffers)
        ),
        new(
            "a coin that our wallet does not hold",
            "What is sent to us is another coin than those of the wallet.",
            s =>
                s.SaysAsync(
                    "finished",
                    ("outcome_currency", "\"usdttrc20\""),
                    ("outcome_amount", "9.5")
                ),
            Ending.Held(PaymentReasons.OutcomeNotHeld)
        ),
        new(
            "nothing reaches the wallet",
            "The provider says finished, and that it sent nothing.",
            s => s.SaysAsync("finished", ("outcome_amount", "0")),
            Ending.Held(PaymentReasons.OutcomeNotHeld)
        ),
        new(
            "outcome not stated",
            "The provider does not say what it sent; what was paid in is no substitute.",
            s => s.SaysAsync("finished", ("outcome_amount", "null"), ("outcome_currency", "null")),
            Ending.Held(PaymentReasons.OutcomeNotHeld)
        ),
        new(
            "amounts not stated",
            "The provider does not say how much came.",
            s => s.SaysAsync("finished", ("actually_paid", "null")),
            Ending.Held(PaymentReasons.AmountMissing)
        ),
    ];
}
