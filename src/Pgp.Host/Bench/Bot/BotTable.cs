namespace Pgp.Host.Bench.Bot;

/// <summary>The report for people.</summary>
internal static class BotTable
{
    public static void Print(BotReport report, TextWriter output)
    {
        output.WriteLine(
            "from a word to the answer       count   p50 ms   p99 ms   goal p50   goal p99"
        );
        output.WriteLine("one person, nothing else to do");
        Lines(report.Idle, output);
        output.WriteLine(
            $"{report.Buyers} buyers at once, {report.CrowdPerSecond} answers a second"
        );
        Lines(report.Crowd, output);
        output.WriteLine(report.Ok ? "goals met" : "GOAL MISSED");
    }

    private static void Lines(IReadOnlyList<BotLine> lines, TextWriter output)
    {
        foreach (var line in lines)
        {
            output.WriteLine(
                $"  {line.Step, -27} {line.Count, 7} {line.P50Ms, 8:0.0} {line.P99Ms, 8:0.0} "
                    + $"{line.P50Goal, 10} {line.P99Goal, 10}"
            );
        }
    }
}
