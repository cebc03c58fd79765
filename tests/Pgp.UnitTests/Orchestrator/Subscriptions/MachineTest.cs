using Pgp.Orchestrator.Subscriptions;

namespace Pgp.UnitTests.Orchestrator.Subscriptions;

/// <summary>One subscription, told in days after its start, a 31 January of a leap year.</summary>
public abstract class MachineTest
{
    protected const int Month = 30;

    private static readonly DateTimeOffset Start = new(2028, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly List<LogEntry> log = [];

    internal static PaymentId First { get; } = Player.Payment(1);

    internal static PaymentId Second { get; } = Player.Payment(2);

    internal Subscription Subscription { get; private set; } = Subscription.None;

    /// <summary>The channel's grace days.</summary>
    protected int Grace { get; set; } = 3;

    /// <summary>Another payment is on its way.</summary>
    protected bool IsConfirming { get; set; }

    protected static DateTimeOffset At(int day) => Start + TimeSpan.FromDays(day);

    internal void Buy(int day, int days, PaymentId payment) => Buy(day, days, payment, tier: 1);

    internal void Buy(int day, int days, PaymentId payment, int tier) =>
        BuyAt(At(day), days, payment, tier);

    internal void BuyAt(DateTimeOffset at, int days, PaymentId payment, int tier) =>
        Happen(new SubscriptionEvent.Purchased(payment, days, tier), at);

    internal void SendBack(int day, PaymentId payment) =>
        Happen(new SubscriptionEvent.Refunded(payment), At(day));

    protected void StartTrial(int day, int days) =>
        Happen(new SubscriptionEvent.TrialStarted(days), At(day));

    protected void Look(int day) => LookAt(At(day));

    protected void LookAt(DateTimeOffset at) => Happen(new SubscriptionEvent.TimePassed(), at);

    /// <summary>State, end in days, and the log as <c>kind day access</c>.</summary>
    protected void Must(string state, int until, params string[] entries)
    {
        Assert.Equal(state, Subscription.State);
        Assert.Equal(At(until), Subscription.PaidUntil);
        Assert.Equal(
            entries,
            log.Select(one => $"{one.Kind} {(one.Due - Start).Days} {one.Access}".TrimEnd())
        );
        Assert.Equal(log.Count, Subscription.Version);
    }

    private void Happen(SubscriptionEvent happened, DateTimeOffset at)
    {
        var moment = new Moment(at, TimeSpan.FromDays(Grace), IsConfirming);
        var step = SubscriptionMachine.Next(Subscription, happened, moment);
        Subscription = step.Subscription;
        log.AddRange(step.Entries);
    }
}
