using Pgp.Orchestrator.Subscriptions;
using Pgp.Testing.Subscriptions;

namespace Pgp.UnitTests.Orchestrator.Subscriptions;

/// <summary>Plays a history to the machine, with a sweep at every look that finds it due.</summary>
internal sealed class Player(History history, Looks looks)
{
    private readonly List<LogEntry> log = [];
    private int next;

    public Subscription Subscription { get; private set; } = Subscription.None;

    public IReadOnlyList<LogEntry> Log => log;

    /// <summary>Called with the subscription before and after each step.</summary>
    public Action<Subscription, SubscriptionEvent, Step> Seen { get; init; } = (_, _, _) => { };

    /// <summary>Stands for a payment of a history.</summary>
    public static PaymentId Payment(int number) =>
        new(new Guid(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));

    public void PlayUntil(DateTimeOffset when)
    {
        while (next < history.Facts.Count && history.Facts[next] is var fact && fact.At <= when)
        {
            next++;
            LookUntil(fact.At);
            Happen(Of(fact), fact.At);
        }

        LookUntil(when);
    }

    public Truth Tell() =>
        new(
            Subscription.State,
            Subscription.State == SubscriptionStates.None ? null : Subscription.PaidUntil,
            Subscription.Run.Tier,
            [.. log.Select(entry => DayOracle.Line(entry.Kind, entry.Due))]
        );

    private static SubscriptionEvent Of(Fact fact) =>
        fact switch
        {
            Fact.Bought b => new SubscriptionEvent.Purchased(Payment(b.Payment), b.Days, b.Tier),
            Fact.TookTrial trial => new SubscriptionEvent.TrialStarted(trial.Days),
            Fact.SentBack back => new SubscriptionEvent.Refunded(Payment(back.Payment)),
            _ => throw new InvalidOperationException($"unknown fact: {fact}"),
        };

    private void LookUntil(DateTimeOffset when)
    {
        while (Subscription.NextActionAt is { } due && looks.AtOrAfter(due) is var at && at <= when)
        {
            Happen(new SubscriptionEvent.TimePassed(), at);
        }
    }

    private void Happen(SubscriptionEvent happened, DateTimeOffset at)
    {
        var moment = new Moment(at, history.Grace, history.IsConfirming(at));
        var before = Subscription;
        var step = SubscriptionMachine.Next(before, happened, moment);
        Subscription = step.Subscription;
        log.AddRange(step.Entries);
        Seen(before, happened, step);
    }
}
