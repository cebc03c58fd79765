namespace Pgp.Adapters.GoogleCloud;

/// <summary>What came of reading one secret version.</summary>
public abstract record SecretOutcome
{
    private SecretOutcome() { }

    /// <param name="Value">
    /// Without surrounding white space; trailing newlines are a common accident.
    /// </param>
    public sealed record Found(string Value) : SecretOutcome
    {
        /// <summary>Never the secret.</summary>
        public override string ToString() => "found";
    }

    /// <summary>No such secret or version.</summary>
    public sealed record NotFound : SecretOutcome;

    /// <summary>The service account may not read it.</summary>
    public sealed record Denied : SecretOutcome;

    /// <summary>The version is disabled or destroyed.</summary>
    public sealed record Disabled : SecretOutcome;

    /// <summary>The bytes do not fit their check sum, or are no text.</summary>
    public sealed record Corrupt : SecretOutcome;

    /// <summary>The reference is not of the form this source reads.</summary>
    public sealed record Malformed : SecretOutcome;

    public sealed record Unavailable(string Reason) : SecretOutcome;
}

/// <summary>
/// A secret that should be readable is not; the message names it but never its value.
/// </summary>
public sealed class SecretUnreadableException : Exception
{
    public SecretUnreadableException()
        : this("a secret is unreadable") { }

    public SecretUnreadableException(string message)
        : base(message) { }

    public SecretUnreadableException(string message, Exception innerException)
        : base(message, innerException) { }

    internal SecretUnreadableException(string reference, SecretOutcome outcome)
        : this($"secret {reference}: {outcome}") => Outcome = outcome;

    public SecretOutcome? Outcome { get; }
}
