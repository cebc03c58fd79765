namespace Pgp.Adapters.Mail;

/// <summary>What came of one mail. Reasons name neither the recipient nor what was said.</summary>
public abstract record MailOutcome
{
    private MailOutcome() { }

    /// <summary>
    /// Taken over for delivery; a mailbox that does not exist shows later, or never.
    /// </summary>
    public sealed record Sent : MailOutcome;

    /// <summary>Not sent; the provider wants a pause.</summary>
    public sealed record TooFast(TimeSpan RetryAfter) : MailOutcome;

    /// <summary>Not sent, and the same mail will be refused again.</summary>
    public sealed record Refused(string Reason) : MailOutcome;

    /// <summary>
    /// Nothing that this mail could mend: a key that is not valid now, a server error, a timeout,
    /// no connection. It may have been sent, and may be sent by another try.
    /// </summary>
    public sealed record Unknown(string Reason) : MailOutcome;
}
