namespace Pgp.Orchestrator.Subscriptions;

/// <summary>One arrow of the diagram in <c>docs/subscriptions.md</c>.</summary>
/// <param name="Kind">The entry of the log that is made on the way.</param>
internal sealed record SubscriptionMove(string From, string Kind, string To, string When);

/// <summary>States of a subscription and the only moves between them, as data.</summary>
internal static class SubscriptionStates
{
    /// <summary>No row: there never was access.</summary>
    public const string None = "none";

    public const string Trial = "trial";
    public const string Active = "active";
    public const string Grace = "grace";
    public const string Expired = "expired";
    public const string Refunded = "refunded";

    /// <summary>States that are stored.</summary>
    public static IReadOnlyList<string> Stored { get; } = [Trial, Active, Grace, Expired, Refunded];

    public static IReadOnlyList<SubscriptionMove> Moves { get; } =
    [
        new(None, EntryKinds.TrialStarted, Trial, "a trial begins; there is one, before all else"),
        new(None, EntryKinds.Purchased, Active, "the first payment; days count from now"),
        new(Trial, EntryKinds.Purchased, Active, "a payment; days follow the trial's"),
        new(Trial, EntryKinds.Waited, Trial, "the trial is over and a payment is confirming"),
        new(Trial, EntryKinds.Expired, Expired, "the trial is over"),
        new(Active, EntryKinds.Renewed, Active, "a payment; days count from the old end"),
        new(Active, EntryKinds.GraceStarted, Grace, "paid time is over, the channel gives grace"),
        new(Active, EntryKinds.Waited, Active, "no grace, and a payment is confirming"),
        new(Active, EntryKinds.Expired, Expired, "paid time is over, the channel gives no grace"),
        new(Active, EntryKinds.Refunded, Active, "days that are left still cover now"),
        new(Active, EntryKinds.Refunded, Trial, "what is left is the trial"),
        new(Active, EntryKinds.Refunded, Refunded, "what is left does not cover now"),
        new(Grace, EntryKinds.Renewed, Active, "a payment; days count from the old end"),
        new(Grace, EntryKinds.Renewed, Grace, "as above, but that is past: grace gets the days"),
        new(Grace, EntryKinds.Waited, Grace, "grace is over and a payment is confirming"),
        new(Grace, EntryKinds.Expired, Expired, "grace is over"),
        new(Grace, EntryKinds.Refunded, Grace, "the refunded days ended before this run began"),
        new(Grace, EntryKinds.Refunded, Refunded, "the refunded days were of this run"),
        new(Expired, EntryKinds.Returned, Active, "a payment; days count from now"),
        new(Expired, EntryKinds.Refunded, Expired, "another payment is left"),
        new(Expired, EntryKinds.Refunded, Refunded, "no payment is left"),
        new(Refunded, EntryKinds.Returned, Active, "a payment; days count from now"),
        new(Refunded, EntryKinds.Refunded, Refunded, "another payment is refunded, too"),
    ];
}
