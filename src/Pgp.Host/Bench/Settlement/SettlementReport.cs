using System.Text.Json.Serialization;

namespace Pgp.Host.Bench.Settlement;

/// <summary>What <c>bench settlement</c> found; <c>--json</c> prints the whole of it.</summary>
/// <param name="Ok">Every query found what a plain sum over all credits finds.</param>
/// <param name="Scenes">The same queries over different states of the table.</param>
internal sealed record SettlementReport(bool Ok, int Owners, IReadOnlyList<SettlementScene> Scenes);

/// <summary>One state of the table of credits.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Payable">Converted, and reserved by no batch.</param>
/// <param name="Pending">Waiting to be changed.</param>
/// <param name="Paid">In a batch that is paid.</param>
/// <param name="Due">Owners whose balance reached their threshold.</param>
/// <param name="IsRight">Both queries agree with a plain sum over all credits.</param>
/// <param name="DueQuery">Who is to be paid? The query of BATCHPROCESSOR.</param>
/// <param name="PendingQuery">Is a pool full? The query of MICROBATCHPROCESSOR.</param>
/// <param name="PlainSum">For comparison: the same answer by summing the credits each time.</param>
internal sealed record SettlementScene(
    string Name,
    long Payable,
    long Pending,
    long Paid,
    int Due,
    bool IsRight,
    SettlementLine DueQuery,
    SettlementLine PendingQuery,
    SettlementLine PlainSum
);

/// <summary>
/// Milliseconds, the goal where there is one, and how the database went about it.
/// </summary>
internal sealed record SettlementLine(
    int Count,
    decimal P50Ms,
    decimal P99Ms,
    decimal? Goal,
    IReadOnlyList<string> Plan
)
{
    public static SettlementLine Of(
        List<TimeSpan> samples,
        decimal? goal,
        IReadOnlyList<string> plan
    )
    {
        var times = Latencies.Of(samples);
        return new SettlementLine(times.Count, times.P50, times.P99, goal, plan);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(SettlementReport))]
internal sealed partial class SettlementJson : JsonSerializerContext;
