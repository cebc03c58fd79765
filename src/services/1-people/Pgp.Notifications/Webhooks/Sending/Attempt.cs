namespace Pgp.Notifications.Webhooks.Sending;

/// <summary>What an endpoint made of one attempt.</summary>
internal abstract record AttemptOutcome
{
    private AttemptOutcome() { }

    /// <summary>It took the event: any status from 200 to 299.</summary>
    public sealed record Delivered(int Status) : AttemptOutcome;

    /// <summary>It is no more and wants nothing more: 410.</summary>
    public sealed record Gone : AttemptOutcome;

    /// <summary>Not this time.</summary>
    /// <param name="Status">Null where nothing was answered.</param>
    /// <param name="Error">One of <see cref="AttemptErrors"/>.</param>
    /// <param name="RetryAfter">What it asked for.</param>
    public sealed record Failed(int? Status, string Error, TimeSpan? RetryAfter) : AttemptOutcome;
}

/// <summary>Why an attempt failed: the words that owners see.</summary>
internal static class AttemptErrors
{
    /// <summary>It answered, and not with 2xx.</summary>
    public const string Status = "status";

    /// <summary>It answered with another address; none is followed.</summary>
    public const string Redirect = "redirect";

    public const string Gone = "gone";

    public const string Timeout = "timeout";

    /// <summary>The name leads to an address that is not of the internet.</summary>
    public const string Address = "address";

    /// <summary>The name is not known.</summary>
    public const string Name = "name";

    public const string Connection = "connection";

    /// <summary>No trust in its certificate, or none offered.</summary>
    public const string Tls = "tls";

    /// <summary>It does not speak HTTP as it should.</summary>
    public const string Protocol = "protocol";

    /// <summary>Its secrets cannot be read; the platform's fault.</summary>
    public const string Secret = "secret";

    /// <summary>The endpoint was off when the time came.</summary>
    public const string Off = "off";
}

/// <summary>One attempt, as it is kept.</summary>
/// <param name="At">When it began.</param>
internal sealed record Attempt(AttemptOutcome Outcome, DateTimeOffset At, TimeSpan Duration)
{
    public int Milliseconds => (int)Math.Min(Duration.Ticks / TimeSpan.TicksPerMillisecond, 99_999);

    public int? Status =>
        Outcome switch
        {
            AttemptOutcome.Delivered(var status) => status,
            AttemptOutcome.Failed(var status, _, _) => status,
            _ => 410,
        };

    /// <summary>Null where it was delivered.</summary>
    public string? Error =>
        Outcome switch
        {
            AttemptOutcome.Delivered => null,
            AttemptOutcome.Failed(_, var error, _) => error,
            _ => AttemptErrors.Gone,
        };
}
