namespace Pgp.Common.Schedules;

/// <summary>
/// Work that begins by the clock. A run may be the second of its slot after a crash, so what it
/// does must bear repetition; two runs never overlap.
/// </summary>
public interface IScheduledJob
{
    /// <summary>One run.</summary>
    /// <param name="ct">Ends when the run's lease ends.</param>
    /// <returns>What was done, in a few words with counts; kept beside the run.</returns>
    Task<string> RunAsync(CancellationToken ct);
}

/// <summary>What became of a slot.</summary>
public abstract record JobRun
{
    private JobRun() { }

    public sealed record Done(string Result) : JobRun;

    public sealed record Failed(string Reason) : JobRun;

    /// <summary>An earlier run is still at work; this slot is not run.</summary>
    public sealed record Overlapped : JobRun;

    /// <summary>This slot was run before, here or elsewhere.</summary>
    public sealed record Already : JobRun;
}
