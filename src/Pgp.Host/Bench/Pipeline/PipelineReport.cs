using System.Text.Json.Serialization;

namespace Pgp.Host.Bench.Pipeline;

/// <summary>What <c>bench pipeline</c> found; <c>--json</c> prints the whole of it.</summary>
/// <param name="Ok">Every payment was paid, invited and paid out; nothing was given up.</param>
/// <param name="MessageToInvite">From the accepted "finished" message to the invite sent.</param>
/// <param name="TaskToHandler">From a task's due time to the start of its handler.</param>
/// <param name="CommitAndSignal">What bounds the line above: one commit and a wake-up.</param>
/// <param name="CommitAndNotify">The same through the database, as between processes.</param>
internal sealed record PipelineReport(
    bool Ok,
    PipelineCounts Counts,
    PipelineLine MessageToInvite,
    PipelineLine TaskToHandler,
    PipelineLine CommitAndSignal,
    PipelineLine CommitAndNotify,
    decimal TaskToHandlerRatio,
    PipelineMemory Memory
);

/// <summary>What is in the database at the end.</summary>
internal sealed record PipelineCounts(
    int Payments,
    long Paid,
    long Invited,
    long PaidOut,
    long DeadLetters
);

/// <summary>Milliseconds, and the goals where there are some.</summary>
internal sealed record PipelineLine(
    int Count,
    decimal P50Ms,
    decimal P99Ms,
    decimal? P50Goal,
    decimal? P99Goal
)
{
    public static PipelineLine Of(List<TimeSpan> samples, decimal? p50Goal, decimal? p99Goal)
    {
        var times = Latencies.Of(samples);
        return new PipelineLine(times.Count, times.P50, times.P99, p50Goal, p99Goal);
    }
}

/// <summary>This process at the end: services, simulators and this benchmark. In MiB.</summary>
/// <param name="WorkingSet">Memory that the system has given to it.</param>
/// <param name="Heap">Managed objects in it, dead ones included.</param>
internal sealed record PipelineMemory(decimal WorkingSet, decimal Heap, decimal Goal);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(PipelineReport))]
internal sealed partial class PipelineJson : JsonSerializerContext;
