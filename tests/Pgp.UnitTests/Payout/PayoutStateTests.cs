using Pgp.HostPay1;
using Pgp.HostPay3;
using Pgp.Split1;

namespace Pgp.UnitTests.Payout;

public sealed class PayoutStateTests
{
    private const string Script = "0005_create_payouts.sql";

    [Fact]
    public void Split1_and_the_schema_know_the_same_states()
    {
        StateTables.MustMatch(StateTables.OfSchema(Script, "payouts"), PayoutStates.Moves);
        StateTables.MustOnlyGoForward(PayoutStates.Moves);
        Assert.Equal(
            [PayoutStates.HandedOver, PayoutStates.FailedReview],
            StateTables.Ends(PayoutStates.Moves)
        );
    }

    [Fact]
    public void Hostpay1_and_the_schema_know_the_same_states()
    {
        var schema = StateTables.OfConstraint(
            "0007_create_settlement.sql",
            "payout_executions_state_check"
        );
        StateTables.MustMatch(schema, ExecutionStates.Moves);
        StateTables.MustOnlyGoForward(ExecutionStates.Moves);
        Assert.Equal(
            [ExecutionStates.Completed, ExecutionStates.Refunded, ExecutionStates.FailedReview],
            StateTables.Ends(ExecutionStates.Moves)
        );
    }

    [Fact]
    public void Hostpay3_and_the_schema_know_the_same_states()
    {
        StateTables.MustMatch(
            StateTables.OfSchema(Script, "chain_transfers"),
            TransferStates.Moves
        );
        StateTables.MustOnlyGoForward(TransferStates.Moves);
        Assert.Equal(
            [TransferStates.Confirmed, TransferStates.Reverted, TransferStates.Rejected],
            StateTables.Ends(TransferStates.Moves)
        );
    }

    [Fact]
    public void A_transfer_that_may_be_out_is_never_rejected_and_never_signed_again()
    {
        foreach (var state in new[] { TransferStates.Signed, TransferStates.Broadcast })
        {
            var next = StateTables.Reachable(TransferStates.Moves, state);
            Assert.DoesNotContain(TransferStates.Rejected, next);
            Assert.DoesNotContain(TransferStates.Reserved, next);
            Assert.DoesNotContain(TransferStates.Signed, next);
        }
    }

    [Fact]
    public void A_deposited_payout_is_never_asked_for_again() =>
        Assert.DoesNotContain(
            ExecutionStates.TransferRequested,
            StateTables.Reachable(ExecutionStates.Moves, ExecutionStates.Deposited)
        );

    [Theory]
    [InlineData(0, 30)]
    [InlineData(19, 30)]
    [InlineData(20, 60)]
    [InlineData(180, 300)]
    [InlineData(100_000, 300)]
    public void An_order_is_looked_at_ever_less_often_but_never_given_up(int looks, int seconds)
    {
        var options = new HostPay1Options(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromSeconds(seconds), options.PauseAfter(looks));
    }
}
