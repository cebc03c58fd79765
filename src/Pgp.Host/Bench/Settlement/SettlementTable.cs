namespace Pgp.Host.Bench.Settlement;

/// <summary>The report for people.</summary>
internal static class SettlementTable
{
    public static void Print(SettlementReport report, TextWriter output)
    {
        foreach (var scene in report.Scenes)
        {
            output.WriteLine(
                $"{scene.Name}: {report.Owners} owners, {scene.Payable} credits payable, "
                    + $"{scene.Pending} pending, {scene.Paid} paid; {scene.Due} owners due"
            );
            output.WriteLine("                                runs   p50 ms   p99 ms   goal");
            Line(output, "who is due", scene.DueQuery);
            Line(output, "is a pool full", scene.PendingQuery);
            Line(output, "who is due, by summing credits", scene.PlainSum);
            output.WriteLine();
        }

        foreach (var scene in report.Scenes)
        {
            Plan(output, $"{scene.Name}, who is due:", scene.DueQuery);
            Plan(output, $"{scene.Name}, is a pool full:", scene.PendingQuery);
        }

        output.WriteLine(report.Ok ? "every answer is right" : "WRONG ANSWER");
    }

    private static void Line(TextWriter output, string what, SettlementLine line) =>
        output.WriteLine(
            $"{what, -30} {line.Count, 5} {line.P50Ms, 8:0.0} {line.P99Ms, 8:0.0} {line.Goal, 6}"
        );

    private static void Plan(TextWriter output, string title, SettlementLine line)
    {
        output.WriteLine(title);
        foreach (var step in line.Plan)
        {
            output.WriteLine("  " + step);
        }

        output.WriteLine();
    }
}
