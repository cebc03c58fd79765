using System.Text.Json.Serialization;

namespace Pgp.Host.Bench.Intake;

/// <summary>What <c>bench intake</c> found. The whole of it is what <c>--json</c> prints.</summary>
/// <param name="Ok">Every request was accepted and is in the database exactly once.</param>
/// <param name="Baseline">What the ratios are relative to.</param>
/// <param name="BodyBytes">Length of a message.</param>
/// <param name="Accepted">Messages that were answered 200.</param>
/// <param name="Events">Messages in the database.</param>
/// <param name="Tasks">Tasks in the outbox.</param>
internal sealed record IntakeReport(
    bool Ok,
    string Baseline,
    int BodyBytes,
    int Seconds,
    IReadOnlyList<IntakeLine> Lines,
    long Accepted,
    long Events,
    long Tasks
);

/// <summary>One number of connections: medians of the rounds.</summary>
/// <param name="Ratio">
/// Median of the rounds' ratios, each to the mean of the baselines before and after it.
/// </param>
/// <param name="Goal">The ratio to reach.</param>
/// <param name="ProcessorUs">
/// Processor time of a message in microseconds, sender and service together, without the database.
/// Less dependent than rates on what else the machine does.
/// </param>
internal sealed record IntakeLine(
    int Connections,
    decimal PerSecond,
    decimal P50Ms,
    decimal P99Ms,
    decimal BaselinePerSecond,
    decimal BaselineP50Ms,
    decimal BaselineP99Ms,
    decimal Ratio,
    decimal Goal,
    decimal ProcessorUs,
    IReadOnlyList<IntakeRound> Rounds
);

/// <summary>One round, requests and commits per second.</summary>
internal sealed record IntakeRound(
    decimal Before,
    decimal PerSecond,
    decimal After,
    decimal Ratio,
    long ProcessorUs
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(IntakeReport))]
internal sealed partial class IntakeJson : JsonSerializerContext;
