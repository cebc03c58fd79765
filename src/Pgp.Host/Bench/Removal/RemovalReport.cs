using System.Text.Json.Serialization;

namespace Pgp.Host.Bench.Removal;

/// <summary>What <c>bench removals</c> found; <c>--json</c> prints the whole of it.</summary>
/// <param name="Ok">Everybody whose access ended is out, nobody else is, and soon enough.</param>
/// <param name="Ending">Members whose access ends while it is looked at.</param>
/// <param name="Staying">
/// Members with time left, and members whose time ends while a payment of theirs is confirming.
/// </param>
/// <param name="Missed">Of the first, still inside; goal 0.</param>
/// <param name="Wrong">Of the second, outside; goal 0.</param>
/// <param name="P50Seconds">From the true end of access to the removal.</param>
/// <param name="P99Seconds">Goal: under 60.</param>
internal sealed record RemovalReport(
    bool Ok,
    int Ending,
    int Staying,
    int Missed,
    int Wrong,
    decimal P50Seconds,
    decimal P99Seconds
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(RemovalReport))]
internal sealed partial class RemovalJson : JsonSerializerContext;

/// <summary>The report for people.</summary>
internal static class RemovalTable
{
    public static void Print(RemovalReport report, TextWriter output)
    {
        output.WriteLine(
            $"{report.Ending} members whose access ends, {report.Staying} who stay inside"
        );
        output.WriteLine($"still inside             {report.Missed, 8}   goal 0");
        output.WriteLine($"wrongly outside          {report.Wrong, 8}   goal 0");
        output.WriteLine($"seconds from end to out  {report.P50Seconds, 8:0.0}   p50");
        output.WriteLine($"                         {report.P99Seconds, 8:0.0}   p99, goal 60");
        output.WriteLine(report.Ok ? "goals met" : "GOAL MISSED");
    }
}
