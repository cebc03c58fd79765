namespace Pgp.WebApi.Announcements;

/// <summary>What is to be said to members of a channel.</summary>
/// <param name="Segment"><c>active</c>, <c>expiring</c>, <c>past</c>, <c>tier</c>.</param>
/// <param name="TierNo">With <c>tier</c> only.</param>
/// <param name="Body">Plain text, 4096 characters at most.</param>
internal sealed record AnnouncementRequest(
    string? ChannelId,
    string? Segment,
    int? TierNo,
    string? Body,
    string? ButtonText,
    string? ButtonUrl
);

/// <param name="At">When to begin; null: now.</param>
internal sealed record AnnouncementSchedule(DateTimeOffset? At);

/// <summary>What became of the people; before it begins, how many there are.</summary>
/// <param name="Uncertain">Nobody learned whether it arrived; not sent again.</param>
internal sealed record AnnouncementPeople(
    long Total,
    long Waiting,
    long Sent,
    long Unreachable,
    long Failed,
    long Uncertain,
    long Cancelled
);

/// <param name="State">
/// <c>draft</c>, <c>scheduled</c>, <c>sending</c>, <c>done</c>, <c>cancelled</c>.
/// </param>
/// <param name="People">Null in lists.</param>
internal sealed record AnnouncementView(
    string AnnouncementId,
    string ChannelId,
    string Segment,
    int? TierNo,
    string Body,
    string? ButtonText,
    string? ButtonUrl,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    AnnouncementPeople? People
);

/// <summary>The newest ones of a channel.</summary>
internal sealed record AnnouncementsView(IReadOnlyList<AnnouncementView> Announcements);

/// <summary>A draft, for BROADCAST.</summary>
internal sealed record BroadcastDraft(
    string? ChannelId,
    long OwnerUserId,
    string? Segment,
    int? TierNo,
    string? Body,
    string? ButtonText,
    string? ButtonUrl
);

/// <summary>An order about one announcement, for BROADCAST.</summary>
internal sealed record BroadcastOrder(long OwnerUserId, DateTimeOffset? At);

/// <summary>A wish for posts, for BROADCAST.</summary>
internal sealed record BroadcastTrigger(string ChannelId, long OwnerUserId);

/// <summary>An answer without a body.</summary>
internal sealed record Nothing;
