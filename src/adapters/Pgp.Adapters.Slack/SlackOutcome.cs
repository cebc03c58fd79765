namespace Pgp.Adapters.Slack;

/// <summary>What came of one message.</summary>
public abstract record SlackOutcome
{
    private SlackOutcome() { }

    /// <summary>It is in the channel.</summary>
    public sealed record Sent : SlackOutcome;

    /// <summary>Not sent; the webhook must pause.</summary>
    public sealed record TooFast(TimeSpan RetryAfter) : SlackOutcome;

    /// <summary>Not sent, and the same message will be refused again.</summary>
    public sealed record Refused(string Reason) : SlackOutcome;

    /// <summary>Server error, timeout or no connection: it may have been sent.</summary>
    public sealed record Unknown(string Reason) : SlackOutcome;
}
