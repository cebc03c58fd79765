namespace Pgp.Broadcast.Posts;

/// <summary>Where a standing post stands; words of <c>standing_posts</c>.</summary>
internal static class Place
{
    /// <summary>The tiers, in the channel that everybody sees.</summary>
    public const string Open = "open";

    /// <summary>The invitation to donate, in the channel that is sold.</summary>
    public const string Closed = "closed";
}

/// <summary>A post that is due, held by this process until its lease ends.</summary>
/// <param name="Lease">Its end; also the token that proves it is still ours.</param>
/// <param name="MessageId">The post that stands; null if none is known.</param>
/// <param name="IsUncertain">An earlier send may have left a post of unknown id.</param>
/// <param name="SweptTo">Up to this message none such stands; null at first.</param>
/// <param name="Failures">In a row.</param>
internal sealed record DuePost(
    ChannelId ChannelId,
    string Place,
    DateTimeOffset Lease,
    int? MessageId,
    bool IsUncertain,
    int? SweptTo,
    int Failures
);

/// <summary>Why a post was not made; words that owners are told by.</summary>
internal static class PostCause
{
    public const string Rights = "rights";
    public const string Gone = "gone";
    public const string NoTiers = "no_tiers";
    public const string Refused = "refused";
    public const string Silent = "silent";
}

/// <summary>When to try again, and when to give up (spec 30, 3.3).</summary>
internal static class PostRules
{
    /// <summary>After so many failures in a row a post is switched off.</summary>
    public const int FailuresMax = 5;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <param name="failures">In a row, this one included.</param>
    public static TimeSpan PauseAfter(int failures)
    {
        var pause = First;
        for (var i = 1; i < failures && pause < Longest; i++)
        {
            pause *= 2;
        }

        return pause < Longest ? pause : Longest;
    }
}
