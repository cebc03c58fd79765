namespace Pgp.UnitTests.Orchestrator.Subscriptions;

/// <summary>Nobody is removed while a payment is confirming, within bounds.</summary>
public sealed class WaitingTests : MachineTest
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    public WaitingTests() => Grace = 0;

    [Fact]
    public void Time_is_up_but_a_payment_is_confirming()
    {
        Buy(0, Month, First);
        IsConfirming = true;
        Look(30);
        Must("active", until: 30, "purchased 0 opened", "waited 30");
        Assert.Equal(At(30) + FiveMinutes, Subscription.NextActionAt);
    }

    [Fact]
    public void It_is_written_down_once_however_often_it_is_looked_at()
    {
        Buy(0, Month, First);
        IsConfirming = true;
        Look(30);
        LookAt(At(30) + FiveMinutes);
        LookAt(At(30) + (2 * FiveMinutes));
        Must("active", until: 30, "purchased 0 opened", "waited 30");
    }

    [Fact]
    public void The_payment_settles_and_extends_from_the_old_end()
    {
        Buy(0, Month, First);
        IsConfirming = true;
        Look(30);
        IsConfirming = false;
        SettleHoursLate(20);
        Must("active", until: 60, "purchased 0 opened", "waited 30", "renewed 30");
    }

    [Fact]
    public void The_payment_fails_and_the_next_look_ends_access()
    {
        Buy(0, Month, First);
        IsConfirming = true;
        Look(30);
        IsConfirming = false;
        LookAt(At(30) + FiveMinutes);
        Must("expired", until: 30, "purchased 0 opened", "waited 30", "expired 30 closed");
    }

    [Fact]
    public void After_a_day_access_ends_all_the_same()
    {
        Buy(0, Month, First);
        IsConfirming = true;
        Look(30);
        LookAt(At(31).AddMinutes(-1));
        Assert.Equal(At(31), Subscription.NextActionAt);
        Look(31);
        Must("expired", until: 30, "purchased 0 opened", "waited 30", "expired 30 closed");
    }

    [Fact]
    public void Grace_begins_in_time_and_its_end_waits()
    {
        Grace = 3;
        Buy(0, Month, First);
        IsConfirming = true;
        Look(30);
        Must("grace", until: 30, "purchased 0 opened", "grace_started 30");
        Look(33);
        Must("grace", until: 30, "purchased 0 opened", "grace_started 30", "waited 33");
    }

    [Fact]
    public void A_trial_waits_as_well()
    {
        StartTrial(0, 7);
        IsConfirming = true;
        Look(7);
        Must("trial", until: 7, "trial_started 0 opened", "waited 7");
    }

    [Fact]
    public void A_payment_that_settles_before_the_next_look_was_in_time()
    {
        Buy(0, Month, First);
        SettleHoursLate(1);
        Must("active", until: 60, "purchased 0 opened", "renewed 30");
    }

    [Fact]
    public void A_refund_does_not_wait()
    {
        Buy(0, Month, First);
        IsConfirming = true;
        SendBack(10, First);
        Must("refunded", until: 0, "purchased 0 opened", "refunded 10 closed");
    }

    private void SettleHoursLate(int hours) =>
        BuyAt(At(30).AddHours(hours), Month, Second, tier: 1);
}
