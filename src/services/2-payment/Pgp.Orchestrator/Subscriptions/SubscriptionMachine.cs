namespace Pgp.Orchestrator.Subscriptions;

/// <summary>
/// What becomes of a subscription. Pure: no clock, no database, no partner. Every event first lets
/// the time pass until now, so that it matters little when the sweep last ran.
/// </summary>
internal static class SubscriptionMachine
{
    /// <summary>How long after the end nobody is removed because of a payment on its way.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromHours(24);

    /// <summary>How often such a payment is looked at.</summary>
    public static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(5);

    public static Step Next(Subscription subscription, SubscriptionEvent happened, Moment moment)
    {
        // A payment that settles now was on its way until now.
        var holds = moment.IsPaymentConfirming || happened is SubscriptionEvent.Purchased;
        var step = PassTime(new Step(subscription, []), moment, holds);
        return happened switch
        {
            SubscriptionEvent.TimePassed => Wait(step, moment.Now),
            SubscriptionEvent.Purchased bought => Buy(step, bought, moment.Now),
            SubscriptionEvent.TrialStarted trial => StartTrial(step, trial, moment.Now),
            SubscriptionEvent.Refunded refund => TakeBack(step, refund.Payment, moment.Now),
            _ => throw new InvalidOperationException($"unknown event: {happened}"),
        };
    }

    private static Step PassTime(Step step, Moment moment, bool holdsAccess)
    {
        var (now, grace) = (moment.Now, moment.Grace);
        if (
            step.Subscription is { State: SubscriptionStates.Active, PaidUntil: var end } active
            && end <= now
            && grace > TimeSpan.Zero
        )
        {
            step = step.Move(
                active with
                {
                    State = SubscriptionStates.Grace,
                    GraceUntil = end + grace,
                    NextActionAt = end + grace,
                },
                step.Entry(EntryKinds.GraceStarted, end)
            );
        }

        return
            step.Subscription.AccessEnd is not { } over
            || over > now
            || (holdsAccess && now < over + WaitMax)
            ? step
            : step.Move(
                Ended(step.Subscription, SubscriptionStates.Expired),
                step.Entry(EntryKinds.Expired, over) with
                {
                    Access = LogEntry.Closed,
                }
            );
    }

    // Time is up and access was left: a payment is on its way. It is written down once.
    private static Step Wait(Step step, DateTimeOffset now)
    {
        if (step.Subscription.AccessEnd is not { } over || over > now)
        {
            var due = step.Subscription with { NextActionAt = step.Subscription.AccessEnd };
            return step with { Subscription = due };
        }

        var limit = over + WaitMax;
        var look = now + LookAgainAfter;
        var waiting = step.Subscription with { NextActionAt = look < limit ? look : limit };
        return step.Subscription.NextActionAt > over
            ? step with
            {
                Subscription = waiting,
            }
            : step.Move(waiting, step.Entry(EntryKinds.Waited, over));
    }

    private static Step Buy(Step step, SubscriptionEvent.Purchased bought, DateTimeOffset now)
    {
        var kind = step.Subscription.State switch
        {
            SubscriptionStates.None or SubscriptionStates.Trial => EntryKinds.Purchased,
            SubscriptionStates.Active or SubscriptionStates.Grace => EntryKinds.Renewed,
            _ => EntryKinds.Returned,
        };
        var grant = new Grant(bought.Payment, bought.Days, bought.Tier);
        return Give(step, step.Entry(kind, now), grant, SubscriptionStates.Active);
    }

    // One trial per person and channel, and none for who had access before.
    private static Step StartTrial(
        Step step,
        SubscriptionEvent.TrialStarted trial,
        DateTimeOffset now
    )
    {
        var grant = new Grant(null, trial.Days, null);
        return step.Subscription.State == SubscriptionStates.None
            ? Give(step, step.Entry(EntryKinds.TrialStarted, now), grant, SubscriptionStates.Trial)
            : step;
    }

    private static Step Give(Step step, LogEntry entry, Grant grant, string state)
    {
        var (before, now) = (step.Subscription, entry.Due);
        var run = before.HasAccess
            ? before.Run with
            {
                Grants = before.Run.Grants.Add(grant),
            }
            : new Run(entry.Seq, now, [grant]);

        // Late in grace, a few days from the old end may all be past: then grace gets them, so that
        // whoever pays never leaves earlier than without paying.
        var graceUntil = run.End > now ? null : before.GraceUntil + TimeSpan.FromDays(grant.Days);
        var given = before with
        {
            State = graceUntil is null ? state : SubscriptionStates.Grace,
            Run = run,
            GraceUntil = graceUntil,
            NextActionAt = graceUntil ?? run.End,
        };
        return step.Move(
            given,
            entry with
            {
                Access = before.HasAccess ? null : LogEntry.Opened,
                Payment = grant.Payment,
                Grant = grant,
                ValidFrom = run.End - TimeSpan.FromDays(grant.Days),
                ValidUntil = run.End,
            }
        );
    }

    // The run keeps its start and loses exactly these days, so nothing can end later than before.
    private static Step TakeBack(Step step, PaymentId payment, DateTimeOffset now)
    {
        var before = step.Subscription;
        var entry = step.Entry(EntryKinds.Refunded, now) with { Payment = payment };
        var left = before.Run.Grants.RemoveAll(grant => grant.Payment == payment);
        if (left.Count == before.Run.Grants.Count)
        {
            // Its days were of an earlier run and are long over.
            return step.Move(before, entry);
        }

        var run = before.Run with { Grants = left };
        var rest = before with { Run = run };
        if (!before.HasAccess)
        {
            var state = run.IsPaid ? before.State : SubscriptionStates.Refunded;
            return step.Move(rest with { State = state }, entry);
        }

        return run.End > now
            ? step.Move(Shortened(rest), entry)
            : step.Move(
                Ended(rest, SubscriptionStates.Refunded),
                entry with
                {
                    Access = LogEntry.Closed,
                }
            );
    }

    private static Subscription Shortened(Subscription rest) =>
        rest with
        {
            State = rest.Run.IsPaid ? SubscriptionStates.Active : SubscriptionStates.Trial,
            NextActionAt = rest.Run.End,
        };

    private static Subscription Ended(Subscription subscription, string state) =>
        subscription with
        {
            State = state,
            GraceUntil = null,
            NextActionAt = null,
        };
}
