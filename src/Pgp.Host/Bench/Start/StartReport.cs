using System.Text.Json.Serialization;

namespace Pgp.Host.Bench.Start;

/// <summary>What <c>bench start</c> found; <c>--json</c> prints the whole of it.</summary>
/// <param name="Runs">Counted starts of each build.</param>
/// <param name="Builds">One line per build that is there.</param>
/// <param name="Remark">What the figures cannot say; null when they are complete.</param>
internal sealed record StartReport(int Runs, IReadOnlyList<StartLine> Builds, string? Remark);

/// <summary>Figures of one build: medians, for readiness also the extremes.</summary>
/// <param name="ReadyMs">From the start of the process to its first <c>/ready</c> of 200.</param>
/// <param name="ProcessorMs">What the process had used of all processors by then.</param>
/// <param name="ResidentMib">Memory that the system had given to it a second later.</param>
internal sealed record StartLine(
    string Build,
    decimal ReadyMs,
    decimal ReadyMsMin,
    decimal ReadyMsMax,
    decimal ProcessorMs,
    decimal ResidentMib
)
{
    public static StartLine Of(string build, IReadOnlyList<StartRun> runs) =>
        new(
            build,
            Latencies.Median(runs.Select(run => run.ReadyMs)),
            runs.Min(run => run.ReadyMs),
            runs.Max(run => run.ReadyMs),
            Latencies.Median(runs.Select(run => run.ProcessorMs)),
            Latencies.Median(runs.Select(run => run.ResidentMib))
        );
}

/// <summary>One start; the units are those of <see cref="StartLine"/>.</summary>
internal sealed record StartRun(decimal ReadyMs, decimal ProcessorMs, decimal ResidentMib);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(StartReport))]
internal sealed partial class StartJson : JsonSerializerContext;
