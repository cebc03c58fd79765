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
    public sealed record Retry(TimeSpan After, string Reason) : TaskOutcome;

    /// <summary>No repetition can help; kept as a dead letter for a person to see.</summary>
    public sealed record Reject(string Reason) : TaskOutcome;
}
