using Pgp.Adapters.NowPayments;
using Pgp.NpIpn.Status;
using Pgp.Orchestrator;
using Pgp.UnitTests.Payout;

namespace Pgp.UnitTests.Orchestrator;

public sealed class PaymentStateTests
{
    private static readonly Dictionary<string, string[]> Moves = PaymentStates.All.ToDictionary(
        from => from,
        from => PaymentStates.All.Where(to => PaymentStates.MayMove(from, to)).ToArray(),
        StringComparer.Ordinal
    );

    [Fact]
    public void The_schema_knows_the_same_states()
    {
        var script = "0004_create_payments_and_access.sql";
        StateTables.MustMatch(StateTables.OfSchema(script, "payments"), Moves);
    }

    [Fact]
    public void A_payment_may_be_met_for_the_first_time_in_any_state() =>
        Assert.All(PaymentStates.All, state => Assert.True(PaymentStates.MayMove("", state)));

    [Fact]
    public void An_old_report_changes_nothing()
    {
        Assert.All(
            PaymentStates.All,
            state =>
            {
                Assert.False(PaymentStates.MayMove(state, state));
                Assert.False(PaymentStates.MayMove(state, PaymentStates.Waiting));
            }
        );
    }

    [Fact]
    public void A_paid_payment_can_only_be_refunded() =>
        Assert.Equal([PaymentStates.Refunded], Moves[PaymentStates.Paid]);

    [Fact]
    public void A_held_payment_waits_for_a_person_or_a_refund() =>
        Assert.Equal([PaymentStates.Refunded], Moves[PaymentStates.Quarantined]);

    [Fact]
    public void A_refund_is_the_end() => Assert.Empty(Moves[PaymentStates.Refunded]);

    [Theory]
    [InlineData("waiting")]
    [InlineData("confirming")]
    [InlineData("partially_paid")]
    [InlineData("failed")]
    [InlineData("expired")]
    public void Until_money_is_decided_on_a_payment_can_still_be_paid(string state) =>
        Assert.True(PaymentStates.MayMove(state, PaymentStates.Paid));

    [Fact]
    public void Every_word_of_the_provider_but_finished_has_a_state()
    {
        foreach (var kind in Enum.GetValues<ProviderStatusKind>())
        {
            if (kind == ProviderStatusKind.Finished)
            {
                Assert.Throws<InvalidOperationException>(() => PaymentStates.Of(kind));
            }
            else
            {
                Assert.Contains(PaymentStates.Of(kind), PaymentStates.All);
                Assert.NotEqual(PaymentStates.Paid, PaymentStates.Of(kind));
            }
        }
    }

    [Fact]
    public void The_payment_page_has_words_for_every_state() =>
        Assert.All(
            PaymentStates.All,
            state =>
                Assert.NotEmpty(
                    PaymentStatusApi
                        .Describe(NpIpn.PaymentStatusTests.View(state, "subscription", null))
                        .Status
                )
        );
}
