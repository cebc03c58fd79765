namespace Pgp.Host.Bench.Intake;

/// <summary>The report for people.</summary>
internal static class IntakeTable
{
    public static void Print(IntakeReport report, TextWriter output)
    {
        output.WriteLine(
            $"Messages of {report.BodyBytes} bytes: verified, stored and their task enqueued, all "
                + "durable, before 200."
        );
        output.WriteLine(
            $"Baseline: {report.Baseline}, the same statement with one message and one commit per "
                + $"call. {report.Lines[0].Rounds.Count} rounds of {report.Seconds} s, medians."
        );
        output.WriteLine();
        output.WriteLine(
            "connections   messages/s   p50 ms   p99 ms   baseline/s   p50 ms   p99 ms   ratio   goal   cpu us"
        );
        foreach (var line in report.Lines)
        {
            output.WriteLine(
                $"{line.Connections, 11} {line.PerSecond, 12} {line.P50Ms, 8:0.0} {line.P99Ms, 8:0.0}"
                    + $" {line.BaselinePerSecond, 12} {line.BaselineP50Ms, 8:0.0}"
                    + $" {line.BaselineP99Ms, 8:0.0} {line.Ratio, 7:0.00} {line.Goal, 6:0.0}"
                    + $" {line.ProcessorUs, 8}"
            );
        }

        output.WriteLine();
        var verdict = report.Ok ? "every message once" : "WRONG COUNT";
        output.WriteLine(
            $"{report.Accepted} accepted, {report.Events} stored, {report.Tasks} tasks: {verdict}"
        );
    }
}
