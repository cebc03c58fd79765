namespace Pgp.Host.Bench.Start;

/// <summary>The report for people.</summary>
internal static class StartTable
{
    public static void Print(StartReport report, TextWriter output)
    {
        output.WriteLine("        ready ms    min    max   processor ms   resident MiB");
        foreach (var line in report.Builds)
        {
            output.WriteLine(
                $"{line.Build, -6} {line.ReadyMs, 9:0} {line.ReadyMsMin, 6:0}"
                    + $" {line.ReadyMsMax, 6:0} {line.ProcessorMs, 14:0}"
                    + $" {line.ResidentMib, 14:0.0}"
            );
        }

        output.WriteLine();
        output.WriteLine($"{report.Runs} starts each; medians, and the extremes of readiness.");
        if (report.Remark is { } remark)
        {
            output.WriteLine(remark);
        }
    }
}
