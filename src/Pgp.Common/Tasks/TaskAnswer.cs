namespace Pgp.Common.Tasks;

/// <summary>What the deliverer hears back.</summary>
public abstract record TaskAnswer
{
    private TaskAnswer() { }

    /// <summary>2xx: a durable decision is recorded, a rejection included.</summary>
    public sealed record Settled(string? RejectedBecause) : TaskAnswer;

    /// <summary>Anything else: nothing is recorded, deliver again.</summary>
    public sealed record Again(string Reason, TimeSpan? After) : TaskAnswer
    {
        /// <summary>See <see cref="TaskOutcome.Retry.IsWanted"/>.</summary>
        public bool IsWanted { get; init; }
    }
}
