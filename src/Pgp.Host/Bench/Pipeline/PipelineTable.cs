namespace Pgp.Host.Bench.Pipeline;

/// <summary>The report for people.</summary>
internal static class PipelineTable
{
    public static void Print(PipelineReport report, TextWriter output)
    {
        output.WriteLine(
            "                                        count   p50 ms   p99 ms   goal p50   goal p99"
        );
        Line(output, "message accepted to invite sent", report.MessageToInvite);
        Line(output, "task due to handler started", report.TaskToHandler);
        Line(output, "  limit: commit and signal", report.CommitAndSignal);
        Line(output, "  limit: commit and NOTIFY", report.CommitAndNotify);
        output.WriteLine(
            $"task due to handler, by its limit       {report.TaskToHandlerRatio, 13}"
        );
        output.WriteLine();
        var memory = report.Memory;
        output.WriteLine(
            $"memory of this process: {memory.WorkingSet} MiB, of which heap {memory.Heap} MiB "
                + $"(goal: under {memory.Goal})"
        );
        var counts = report.Counts;
        var verdict = report.Ok ? "all of them" : "WRONG COUNT";
        output.WriteLine(
            $"{counts.Payments} payments: {counts.Paid} paid, {counts.Invited} invited, "
                + $"{counts.PaidOut} paid out, {counts.DeadLetters} given up: {verdict}"
        );
        output.WriteLine(
            "Times begin before the commit that they follow: its own time is in them."
        );
    }

    private static void Line(TextWriter output, string what, PipelineLine line) =>
        output.WriteLine(
            $"{what, -38} {line.Count, 6} {line.P50Ms, 8:0.0} {line.P99Ms, 8:0.0}"
                + $" {line.P50Goal, 10} {line.P99Goal, 10}"
        );
}
