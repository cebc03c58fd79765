using System.Collections.Immutable;

namespace Pgp.Orchestrator.Subscriptions;

/// <summary>What an entry of the log is about.</summary>
internal static class EntryKinds
{
    public const string Purchased = "purchased";
    public const string Renewed = "renewed";
    public const string Returned = "returned";
    public const string TrialStarted = "trial_started";
    public const string Refunded = "refunded";
    public const string GraceStarted = "grace_started";

    /// <summary>Time is up, and access stays while a payment is on its way.</summary>
    public const string Waited = "waited";

    public const string Expired = "expired";
}

/// <summary>
/// One thing that happened, at the same time the effect that others act upon: who must get in, who
/// must leave, who should be told.
/// </summary>
/// <param name="Seq">Counts the entries of one subscription from 1, without gaps.</param>
/// <param name="Kind">One of <see cref="EntryKinds"/>.</param>
/// <param name="State">The state that it left the subscription in.</param>
/// <param name="Due">
/// When it was to happen; for what the clock causes this is not when it was noticed.
/// </param>
internal sealed record LogEntry(int Seq, string Kind, string State, DateTimeOffset Due)
{
    /// <summary>Access begins with this entry.</summary>
    public const string Opened = "opened";

    /// <summary>Access ends with this entry.</summary>
    public const string Closed = "closed";

    /// <summary><see cref="Opened"/>, <see cref="Closed"/>, or null where it stays.</summary>
    public string? Access { get; init; }

    /// <summary>The payment that caused it.</summary>
    public PaymentId? Payment { get; init; }

    /// <summary>Days given, and from when to when they counted on that day.</summary>
    public Grant? Grant { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }
}

/// <summary>What became of a subscription, and everything that happened on the way.</summary>
internal sealed record Step(Subscription Subscription, ImmutableList<LogEntry> Entries)
{
    public bool IsNothing => Entries.IsEmpty;

    /// <summary>One entry more, which leaves the subscription as given.</summary>
    public Step Move(Subscription to, LogEntry entry) =>
        new(to with { Version = entry.Seq }, Entries.Add(entry with { State = to.State }));

    /// <summary>The next entry of the log.</summary>
    public LogEntry Entry(string kind, DateTimeOffset due) =>
        new(Subscription.Version + 1, kind, Subscription.State, due);
}
