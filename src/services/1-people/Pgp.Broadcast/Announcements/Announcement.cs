namespace Pgp.Broadcast.Announcements;

/// <summary>Whom an announcement is for; words of <c>announcements</c>.</summary>
internal static class Segment
{
    /// <summary>All who are inside.</summary>
    public const string Active = "active";

    /// <summary>Those inside whose time ends within seven days, or has ended.</summary>
    public const string Expiring = "expiring";

    /// <summary>Those who were inside once.</summary>
    public const string Past = "past";

    /// <summary>Those inside by one tier.</summary>
    public const string Tier = "tier";

    public static IReadOnlyList<string> All { get; } = [Active, Expiring, Past, Tier];
}

/// <summary>Where an announcement stands; words of <c>announcements</c>.</summary>
internal static class AnnouncementState
{
    public const string Draft = "draft";
    public const string Scheduled = "scheduled";
    public const string Sending = "sending";
    public const string Done = "done";
    public const string Cancelled = "cancelled";
}

/// <summary>What an owner wants to say, and to whom.</summary>
/// <param name="TierNo">For the segment of a tier only.</param>
/// <param name="Body">Plain text; shown as it is.</param>
/// <param name="ButtonUrl">Where the button leads; with its text or not at all.</param>
internal sealed record Draft(
    ChannelId ChannelId,
    string Segment,
    int? TierNo,
    string Body,
    string? ButtonText,
    string? ButtonUrl
);

/// <summary>An announcement as it stands.</summary>
/// <param name="DueAt">When it is to begin; null for one that is not scheduled.</param>
internal sealed record Announcement(
    AnnouncementId Id,
    Draft Draft,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt
);

/// <summary>What became of the people of an announcement.</summary>
/// <param name="Total">Before it begins: how many there are now.</param>
/// <param name="Waiting">Not tried yet, or Telegram asked for a pause.</param>
/// <param name="Unreachable">They have blocked the bot, or are gone.</param>
/// <param name="Failed">Telegram refused the message.</param>
/// <param name="Uncertain">Sent, and nobody learned whether it arrived; never sent again.</param>
/// <param name="Cancelled">It was cancelled before their turn.</param>
internal sealed record Progress(
    long Total,
    long Waiting,
    long Sent,
    long Unreachable,
    long Failed,
    long Uncertain,
    long Cancelled
);
