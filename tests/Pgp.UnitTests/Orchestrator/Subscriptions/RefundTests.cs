namespace Pgp.UnitTests.Orchestrator.Subscriptions;

/// <summary>A refund takes exactly the days of its payment.</summary>
public sealed class RefundTests : MachineTest
{
    [Fact]
    public void The_only_payment_refunded_ends_access_at_once()
    {
        Buy(0, Month, First);
        SendBack(10, First);
        Must("refunded", until: 0, "purchased 0 opened", "refunded 10 closed");
        Assert.Null(Subscription.NextActionAt);
        Assert.Null(Subscription.Run.Tier);
    }

    [Fact]
    public void The_newer_payment_refunded_leaves_the_older_ones_end_and_tier()
    {
        Buy(0, Month, First, tier: 2);
        Buy(10, 90, Second, tier: 1);
        SendBack(20, Second);
        Must("active", until: 30, "purchased 0 opened", "renewed 10", "refunded 20");
        Assert.Equal(2, Subscription.Run.Tier);
        Assert.Equal(At(30), Subscription.NextActionAt);
    }

    [Fact]
    public void The_older_payment_refunded_takes_its_days_and_lengthens_nothing()
    {
        // Replaying the second alone would begin on day 20 and end on day 50.
        Buy(0, Month, First);
        Buy(20, Month, Second);
        SendBack(25, First);
        Must("active", until: 30, "purchased 0 opened", "renewed 20", "refunded 25");
    }

    [Fact]
    public void A_refund_after_more_was_used_than_is_left_ends_access_at_once()
    {
        Buy(0, Month, First);
        Buy(20, Month, Second);
        SendBack(35, First);
        Must("refunded", until: 30, "purchased 0 opened", "renewed 20", "refunded 35 closed");
    }

    [Fact]
    public void A_refund_gives_no_grace()
    {
        Buy(0, Month, First);
        Look(30);
        SendBack(31, First);
        Must("refunded", until: 0, "purchased 0 opened", "grace_started 30", "refunded 31 closed");
    }

    [Fact]
    public void A_refund_of_days_before_a_gap_changes_nothing()
    {
        Buy(0, Month, First);
        Buy(40, Month, Second);
        SendBack(45, First);
        Must(
            "active",
            until: 70,
            "purchased 0 opened",
            "grace_started 30",
            "expired 33 closed",
            "returned 40 opened",
            "refunded 45"
        );
    }

    [Fact]
    public void A_refund_during_the_trial_leaves_the_trial()
    {
        StartTrial(0, 7);
        Buy(2, Month, First);
        SendBack(3, First);
        Must("trial", until: 7, "trial_started 0 opened", "purchased 2", "refunded 3");
        Look(7);
        Assert.Equal("expired", Subscription.State);
    }

    [Fact]
    public void A_refund_after_the_trial_ends_access_at_once()
    {
        StartTrial(0, 7);
        Buy(2, Month, First);
        SendBack(8, First);
        Must("refunded", until: 7, "trial_started 0 opened", "purchased 2", "refunded 8 closed");
    }

    [Fact]
    public void A_refund_after_the_end_is_noted_and_closes_nothing_twice()
    {
        Buy(0, Month, First);
        Look(40);
        SendBack(41, First);
        Must(
            "refunded",
            until: 0,
            "purchased 0 opened",
            "grace_started 30",
            "expired 33 closed",
            "refunded 41"
        );
    }

    [Fact]
    public void Who_was_refunded_may_come_back_from_now()
    {
        Buy(0, Month, First);
        SendBack(10, First);
        Buy(11, Month, Second);
        Must("active", until: 41, "purchased 0 opened", "refunded 10 closed", "returned 11 opened");
    }
}
