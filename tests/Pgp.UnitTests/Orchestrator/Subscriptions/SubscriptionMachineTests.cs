using Pgp.Orchestrator.Subscriptions;
using Pgp.UnitTests.Payout;

namespace Pgp.UnitTests.Orchestrator.Subscriptions;

/// <summary>What purchases, trials and the clock do.</summary>
public sealed class SubscriptionMachineTests : MachineTest
{
    [Fact]
    public void The_schema_knows_the_same_states() =>
        Assert.Equal(
            SubscriptionStates.Stored,
            StateTables.OfConstraint("0012_subscription_states.sql", "subscriptions_state_check")
        );

    [Fact]
    public void A_first_purchase_opens_access_from_now()
    {
        Buy(0, Month, First);
        Must("active", until: 30, "purchased 0 opened");
        Assert.Equal(At(30), Subscription.NextActionAt);
    }

    // spec 10, section 14: expiry in 10 days + 30-day purchase -> 40 days from now.
    [Fact]
    public void A_renewal_10_days_early_ends_in_40_days()
    {
        Buy(0, Month, First);
        Buy(20, Month, Second);
        Must("active", until: 20 + 40, "purchased 0 opened", "renewed 20");
    }

    // spec 10, section 14: expired 5 days ago + 30 -> 30 days from now and active.
    [Fact]
    public void A_purchase_5_days_after_the_end_lasts_30_days_from_now()
    {
        Buy(0, Month, First);
        Look(30);
        Look(33);
        Buy(35, Month, Second);
        Must(
            "active",
            until: 35 + 30,
            "purchased 0 opened",
            "grace_started 30",
            "expired 33 closed",
            "returned 35 opened"
        );
    }

    [Fact]
    public void The_same_holds_where_nobody_looked_at_the_clock_in_between()
    {
        Buy(0, Month, First);
        Buy(35, Month, Second);
        Must(
            "active",
            until: 35 + 30,
            "purchased 0 opened",
            "grace_started 30",
            "expired 33 closed",
            "returned 35 opened"
        );
    }

    [Fact]
    public void A_renewal_in_grace_extends_from_the_old_end()
    {
        Buy(0, Month, First);
        Look(30);
        Must("grace", until: 30, "purchased 0 opened", "grace_started 30");
        Buy(32, Month, Second);
        Must("active", until: 60, "purchased 0 opened", "grace_started 30", "renewed 32");
        Assert.Null(Subscription.GraceUntil);
    }

    [Fact]
    public void Late_in_grace_a_day_that_is_past_prolongs_grace_by_a_day()
    {
        Buy(0, Month, First);
        Look(30);
        Buy(32, 1, Second);
        Must("grace", until: 31, "purchased 0 opened", "grace_started 30", "renewed 32");
        Assert.Equal(At(34), Subscription.GraceUntil);
        Assert.Equal(At(34), Subscription.NextActionAt);
    }

    [Fact]
    public void Grace_is_granted_as_it_was_when_it_began()
    {
        Buy(0, Month, First);
        Look(30);
        Grace = 0;
        Look(32);
        Must("grace", until: 30, "purchased 0 opened", "grace_started 30");
        Look(33);
        Assert.Equal("expired", Subscription.State);
    }

    [Fact]
    public void Without_grace_access_ends_with_the_days()
    {
        Grace = 0;
        Buy(0, Month, First);
        Look(30);
        Must("expired", until: 30, "purchased 0 opened", "expired 30 closed");
        Assert.Null(Subscription.NextActionAt);
    }

    [Fact]
    public void A_moment_before_its_time_nothing_happens()
    {
        Buy(0, Month, First);
        LookAt(At(30).AddTicks(-1));
        Must("active", until: 30, "purchased 0 opened");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void Another_tier_adds_its_days_and_counts_at_once(int tier)
    {
        Buy(0, Month, First, tier: 2);
        Buy(10, 90, Second, tier);
        Must("active", until: 120, "purchased 0 opened", "renewed 10");
        Assert.Equal(tier, Subscription.Run.Tier);
    }

    [Fact]
    public void A_trial_ends_without_grace()
    {
        StartTrial(0, 7);
        Must("trial", until: 7, "trial_started 0 opened");
        Look(7);
        Must("expired", until: 7, "trial_started 0 opened", "expired 7 closed");
    }

    [Fact]
    public void A_purchase_during_a_trial_extends_from_its_end()
    {
        StartTrial(0, 7);
        Buy(2, Month, First);
        Must("active", until: 37, "trial_started 0 opened", "purchased 2");
    }

    [Fact]
    public void A_second_trial_gives_nothing()
    {
        StartTrial(0, 7);
        Look(7);
        StartTrial(8, 7);
        Must("expired", until: 7, "trial_started 0 opened", "expired 7 closed");
    }

    [Fact]
    public void Who_paid_before_gets_no_trial()
    {
        Buy(0, Month, First);
        StartTrial(40, 7);
        Must("expired", until: 30, "purchased 0 opened", "grace_started 30", "expired 33 closed");
    }
}
