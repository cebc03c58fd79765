using System.Collections.Immutable;

namespace Pgp.Orchestrator.Subscriptions;

/// <summary>Days of 24 hours that were given, by a payment or as a trial.</summary>
/// <param name="Payment">What paid for them; null for a trial.</param>
/// <param name="Tier">The tier that was bought; null for a trial.</param>
internal sealed record Grant(PaymentId? Payment, int Days, int? Tier);

/// <summary>
/// Access without a gap. Its end is no fact of its own: it follows from the start and the days that
/// were given and not taken back.
/// </summary>
/// <param name="FirstSeq">Where in the log it began.</param>
internal sealed record Run(int FirstSeq, DateTimeOffset Start, ImmutableList<Grant> Grants)
{
    public DateTimeOffset End => Start + TimeSpan.FromDays(Grants.Sum(grant => grant.Days));

    public bool IsPaid => Grants.Exists(grant => grant.Payment is not null);

    /// <summary>The tier bought last.</summary>
    public int? Tier => Grants.LastOrDefault()?.Tier;
}

/// <summary>One person's access to one channel.</summary>
/// <param name="State">One of <see cref="SubscriptionStates"/>.</param>
/// <param name="Run">The newest run; the earlier ones are in the log.</param>
/// <param name="GraceUntil">When the grace period ends; only in grace.</param>
/// <param name="NextActionAt">When time alone may change the state; null if it cannot.</param>
/// <param name="Version">How many entries its log has.</param>
internal sealed record Subscription(
    string State,
    Run Run,
    DateTimeOffset? GraceUntil,
    DateTimeOffset? NextActionAt,
    int Version
)
{
    /// <summary>Of somebody who never had access.</summary>
    public static Subscription None { get; } =
        new(SubscriptionStates.None, new Run(0, DateTimeOffset.MinValue, []), null, null, 0);

    public DateTimeOffset PaidUntil => Run.End;

    public bool HasAccess => AccessEnd is not null;

    /// <summary>
    /// When access ends unless days are added, or grace begins; null where it has ended.
    /// </summary>
    public DateTimeOffset? AccessEnd =>
        State switch
        {
            SubscriptionStates.Trial or SubscriptionStates.Active => PaidUntil,
            SubscriptionStates.Grace => GraceUntil,
            _ => null,
        };
}
