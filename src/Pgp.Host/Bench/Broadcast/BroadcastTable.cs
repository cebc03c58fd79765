namespace Pgp.Host.Bench.Broadcast;

/// <summary>The report for people.</summary>
internal static class BroadcastTable
{
    public static void Print(BroadcastReport report, TextWriter output)
    {
        output.WriteLine(
            $"{report.Subscribers} subscribers, {report.Reachable} of them reachable; "
                + $"{report.Processes} processes, one killed ({report.Death})"
        );
        output.WriteLine($"messages that arrived              {report.Delivered, 10}");
        output.WriteLine($"  to people who had one already    {report.Duplicates, 10}   goal 0");
        output.WriteLine($"people who were forgotten          {report.Missed, 10}   goal 0");
        output.WriteLine($"people with a wrong state          {report.WrongStates, 10}   goal 0");
        output.WriteLine($"shown as uncertain, and arrived    {report.UncertainDelivered, 10}");
        output.WriteLine($"shown as uncertain, and did not    {report.UncertainLost, 10}");
        output.WriteLine(
            $"calls refused with 429             {report.TooFast, 10}   "
                + $"{report.TooFastShare:0.#####} of all, goal 0.001"
        );
        output.WriteLine(
            $"calls per second by 30             {report.RateOfAllowed, 10:0.000}   goal 0.97"
        );
        output.WriteLine(
            $"{report.Seconds} virtual seconds took {report.RealSeconds} real ones: "
                + (report.Ok ? "all goals met" : "GOAL MISSED")
        );
    }
}
