namespace Pgp.Host.Bench.Api;

/// <summary>The report for people.</summary>
internal static class ApiTable
{
    public static void Print(ApiReport report, TextWriter output)
    {
        output.WriteLine(
            $"{report.Payments} payments of {report.Owners} owners, {report.LargestOwner} of one"
        );
        foreach (var load in report.Loads)
        {
            output.WriteLine($"\n{load.PerSecond} requests per second, {load.Failed} failed");
            Print([load.All, .. load.Routes], output);
        }

        output.WriteLine("\none after the other");
        Print(report.Alone, output);
    }

    private static void Print(IReadOnlyList<ApiLine> lines, TextWriter output)
    {
        output.WriteLine($"{"", -44} {"count", 7} {"p50", 9} {"p95", 9} {"p99", 9} {"goal", 6}");
        foreach (var line in lines)
        {
            output.WriteLine(
                $"{line.Route, -44} {line.Count, 7} {line.P50Ms, 9:0.0} {line.P95Ms, 9:0.0} "
                    + $"{line.P99Ms, 9:0.0} {line.Goal, 6}"
            );
        }
    }
}
