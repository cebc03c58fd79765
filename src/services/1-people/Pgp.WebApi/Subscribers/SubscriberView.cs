using System.Diagnostics.CodeAnalysis;

namespace Pgp.WebApi.Subscribers;

/// <summary>One person's subscription to one channel, as the channel's owner sees it.</summary>
internal record SubscriberView
{
    public required string SubscriptionId { get; init; }

    public required string ChannelId { get; init; }

    public required string ChannelTitle { get; init; }

    public required long UserId { get; init; }

    /// <summary>One of the states of <c>docs/subscriptions.md</c>.</summary>
    public required string State { get; init; }

    public int? TierNo { get; init; }

    public required DateTimeOffset PaidUntil { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// What came for it, in dollars at the time of receipt, without what was sent back.
    /// </summary>
    public required string TotalPaidUsd { get; init; }

    public required long PaymentsCount { get; init; }
}

/// <summary>A subscription with everything that happened to it.</summary>
internal sealed record SubscriberDetail : SubscriberView
{
    [SetsRequiredMembers]
    internal SubscriberDetail(SubscriberView view, IReadOnlyList<SubscriberEvent> events)
        : base(view) => Events = events;

    public IReadOnlyList<SubscriberEvent> Events { get; }
}

/// <summary>One entry of the log.</summary>
/// <param name="State">The state that it left.</param>
/// <param name="Days">Days given.</param>
/// <param name="ValidUntil">Until when they counted on that day.</param>
internal sealed record SubscriberEvent(
    DateTimeOffset At,
    string Kind,
    string State,
    int? Days,
    int? TierNo,
    DateTimeOffset? ValidUntil,
    string? PaymentId
);
