namespace Pgp.Common.Tasks;

/// <summary>
/// What a handler decided. An exception is none of these: nothing is recorded, deliver again.
/// </summary>
public abstract record TaskOutcome
{
    private TaskOutcome() { }

    /// <summary>A durable decision is recorded.</summary>
    public static TaskOutcome Completed { get; } = new Done();

    public sealed record Done : TaskOutcome;

    /// <summary>Nothing is recorded; deliver again, not before <paramref name="After"/>.</summary>
    public sealed record Retry(TimeSpan After, string Reason) : TaskOutcome
    {
        /// <summary>
        /// An operator wants it to wait: that may last longer than the queue's limits of attempts
        /// and age, and does not count against them.
        /// </summary>
        public bool IsWanted { get; init; }
    }

    /// <summary>No repetition can help; kept as a dead letter for a person to see.</summary>
    public sealed record Reject(string Reason) : TaskOutcome;
}
