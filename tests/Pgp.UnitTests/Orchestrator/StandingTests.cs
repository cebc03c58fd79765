using System.Numerics;
using Pgp.Contracts.Tasks;
using Pgp.Orchestrator;

namespace Pgp.UnitTests.Orchestrator;

public sealed class StandingTests
{
    [Theory]
    [InlineData(PaymentReasons.RestMissing, true)]
    [InlineData(PaymentReasons.FailedWithMoney, true)]
    [InlineData(PaymentReasons.WrongAsset, false)]
    [InlineData(PaymentReasons.RepeatedDeposit, false)]
    [InlineData(PaymentReasons.OrderAlreadyPaid, false)]
    [InlineData(PaymentReasons.LatePriceMoved, false)]
    [InlineData(PaymentReasons.ValueOutOfBounds, false)]
    public void Only_what_was_held_for_want_of_money_is_settled_when_it_comes(
        string reason,
        bool isSettled
    )
    {
        var held = Seen(PaymentStates.Quarantined, reason);
        Assert.Equal(isSettled, held.IsChangedBy(PaymentStates.Paid, null, null));
        Assert.False(held.IsChangedBy(PaymentStates.Quarantined, reason, null));
        Assert.False(held.IsChangedBy(PaymentStates.PartiallyPaid, null, null));
    }

    [Fact]
    public void What_was_held_for_want_of_money_may_be_held_for_another_reason_then() =>
        Assert.True(
            Seen(PaymentStates.Quarantined, PaymentReasons.RestMissing)
                .IsChangedBy(PaymentStates.Quarantined, PaymentReasons.LatePriceMoved, null)
        );

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, false)]
    [InlineData(101, true)]
    [InlineData(null, false)]
    public void A_further_part_is_news_if_more_has_come(int? paid, bool isNews) =>
        Assert.Equal(
            isNews,
            Seen(PaymentStates.PartiallyPaid, PaymentReasons.Underpaid)
                .IsChangedBy(
                    PaymentStates.PartiallyPaid,
                    PaymentReasons.Underpaid,
                    paid is { } atomic ? new BigInteger(atomic) : null
                )
        );

    private static Standing Seen(string state, string reason) =>
        Standing.Of(
            new KnownPayment(
                PaymentId.Parse("pay_0199c5b8f0007abc8def0123456789ab"),
                state,
                reason,
                AskedCoin: null,
                new BigInteger(100)
            ),
            OtherPayments.None,
            terms: null,
            DateTimeOffset.UnixEpoch
        );
}
