using System.Text.Json.Nodes;
using Pgp.Host.Chaos.Traffic;
using Pgp.Host.Chaos.Verdict;

namespace Pgp.UnitTests.Chaos;

/// <summary>A run in order, and what the judge says when one thing of it is not.</summary>
public sealed class JudgeTests
{
    private const long Alice = 10_001;
    private const long Bob = 10_002;

    private static readonly Bought AlicePays = Buy(Alice, tier: 1, Manner.Exactly, "501");
    private static readonly Bought BobPaysTooLittle = Buy(Bob, tier: 2, Manner.TooLittle, "502");

    private static readonly Testimony InOrder = new(
        [AlicePays, BobPaysTooLittle],
        new Dictionary<long, int> { [Alice] = 1 },
        new HashSet<long> { Alice },
        [At("501", "finished"), At("502", "partially_paid")],
        [Exchange("ex1", "instant:pay_1", funded: true), Exchange("ex2", "instant:pay_1", false)],
        [Recorded("501", Alice, "paid"), Recorded("502", Bob, "partially_paid")],
        [],
        Sent: 3,
        Mined: 3
    );

    [Fact]
    public void A_run_in_order_has_no_findings()
    {
        Assert.Empty(Judge.Duplicates(InOrder));
        Assert.Empty(Judge.Losses(InOrder));
        Assert.Empty(Judge.Unearned(InOrder));
    }

    [Fact]
    public void Two_links_for_one_buyer_are_a_duplicate() =>
        Assert.Equal(
            ["buyer 10001 was sent 2 different invite links"],
            Judge.Duplicates(InOrder with { Links = new Dictionary<long, int> { [Alice] = 2 } })
        );

    [Fact]
    public void Two_funded_orders_of_one_payout_are_a_duplicate() =>
        Assert.Equal(
            ["instant:pay_1 funded 2 orders"],
            Judge.Duplicates(
                InOrder with
                {
                    Exchanges =
                    [
                        Exchange("ex1", "instant:pay_1", funded: true),
                        Exchange("ex2", "instant:pay_1", funded: true),
                    ],
                }
            )
        );

    [Fact]
    public void A_second_deposit_at_one_address_is_a_duplicate()
    {
        var twice = Exchange("ex1", "instant:pay_1", funded: true);
        twice["repeatedExchangesInfo"] = new JsonArray(new JsonObject { ["id"] = "ex9" });
        Assert.Equal(
            ["order ex1 got a second deposit"],
            Judge.Duplicates(InOrder with { Exchanges = [twice] })
        );
    }

    [Fact]
    public void A_transaction_that_nobody_recorded_is_a_duplicate() =>
        Assert.Equal(
            ["the wallet sent 4 transactions and 3 are recorded"],
            Judge.Duplicates(InOrder with { Sent = 4 })
        );

    [Fact]
    public void What_the_tables_have_twice_is_a_duplicate() =>
        Assert.Equal(
            ["payment credited twice: 1"],
            Judge.Duplicates(InOrder with { Twice = ["payment credited twice: 1"] })
        );

    [Fact]
    public void A_finished_payment_that_nobody_knows_is_lost() =>
        Assert.Equal(
            [
                "payment 501 of ord_501 is finished and unsettled",
                "buyer 10001 paid (Exactly) for nothing",
            ],
            Judge.Losses(InOrder with { Recorded = [Recorded("502", Bob, "partially_paid")] })
        );

    [Fact]
    public void A_finished_payment_that_is_held_has_an_outcome()
    {
        var held = Recorded("503", Alice, "quarantined") with { Reason = "order_already_paid" };
        Assert.Empty(
            Judge.Losses(
                InOrder with
                {
                    Provider = [.. InOrder.Provider, At("503", "finished")],
                    Recorded = [.. InOrder.Recorded, held],
                }
            )
        );
    }

    [Fact]
    public void A_buyer_who_is_not_let_in_has_lost() =>
        Assert.Equal(
            ["buyer 10001 paid and is not let in"],
            Judge.Losses(InOrder with { Entered = new HashSet<long>() })
        );

    [Fact]
    public void A_buyer_whom_the_bot_never_answered_is_lost() =>
        Assert.Equal(
            ["buyer 10002 never got an invoice"],
            Judge.Losses(
                InOrder with
                {
                    Bought = [AlicePays, BobPaysTooLittle with { GotBill = false }],
                }
            )
        );

    [Fact]
    public void Access_for_a_part_of_the_price_is_unearned() =>
        Assert.Equal(
            ["buyer 10002 paid TooLittle and was settled"],
            Judge.Unearned(
                InOrder with
                {
                    Recorded = [InOrder.Recorded[0], Recorded("502", Bob, "paid")],
                }
            )
        );

    [Fact]
    public void A_link_without_a_settled_payment_is_unearned() =>
        Assert.Equal(
            ["buyer 10002 has a link without a settled payment"],
            Judge.Unearned(
                InOrder with
                {
                    Links = new Dictionary<long, int> { [Alice] = 1, [Bob] = 1 },
                }
            )
        );

    [Theory]
    [InlineData("finished", "paid", null, true)]
    [InlineData("finished", "quarantined", "repeated_deposit", true)]
    [InlineData("finished", "confirming", null, false)]
    [InlineData("finished", "partially_paid", null, false)]
    [InlineData("partially_paid", "partially_paid", null, true)]
    [InlineData("partially_paid", "confirming", null, false)]
    [InlineData("expired", "expired", null, true)]
    public void An_outcome_is_settled_or_has_a_reason(
        string status,
        string state,
        string? reason,
        bool hasOutcome
    )
    {
        var recorded = Recorded("501", Alice, state) with { Reason = reason };
        Assert.Equal(hasOutcome, At("501", status).HasOutcome(recorded));
        Assert.False(At("501", status).HasOutcome(null));
    }

    private static ProviderPayment At(string id, string status) =>
        new(id, status, $"ord_{id}", GotMoney: true);

    private static RecordedPayment Recorded(string id, long person, string state) =>
        new(
            id,
            new PaymentId(Guid.Empty),
            Order: null,
            person,
            IsSubscription: true,
            state,
            Reason: null,
            Invite: null,
            IsBooked: state == "paid"
        );

    private static Bought Buy(long person, int? tier, Manner manner, string payment) =>
        new(
            new Purchase(person, 0, tier, 0, "btc", "eth", manner, "1", TimeSpan.Zero),
            GotBill: true,
            [payment]
        );

    private static JsonObject Exchange(string id, string payout, bool funded) =>
        new()
        {
            ["id"] = id,
            ["userId"] = payout,
            ["amountFrom"] = funded ? 1 : null,
            ["repeatedExchangesInfo"] = new JsonArray(),
        };
}
