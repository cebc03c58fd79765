namespace Pgp.Host.Chaos;

/// <summary>The report for people.</summary>
internal static class ChaosTable
{
    public static void Print(ChaosReport report, TextWriter output)
    {
        Line(output, "payments", $"{report.Payments}");
        Line(output, "  by route", Joined(report.ByRoute));
        Line(output, "  by manner", Joined(report.ByManner));
        output.WriteLine("effects");
        foreach (var (kind, states) in report.Effects)
        {
            Line(output, $"  {kind}", Joined(states));
        }

        output.WriteLine("harm");
        Line(output, "  processes killed", Joined(report.Harm.Kills));
        Line(output, "  calls gone wrong", Joined(report.Harm.Faults));
        Line(output, "  exchange orders", Joined(report.Harm.Exchanges));
        output.WriteLine("findings");
        var counts = report.Findings;
        Line(output, "  duplicates", $"{counts.Duplicates}");
        Line(output, "  lost", $"{counts.Lost}");
        Line(output, "  unearned", $"{counts.Unearned}");
        foreach (var (coin, difference) in report.Ledger)
        {
            Line(output, "  ledger difference", $"{difference} {coin}");
        }

        foreach (var (name, coin) in report.Chain)
        {
            Line(
                output,
                "  chain difference",
                $"{coin.Difference} {name}; of owners {coin.OwnersDifference}"
            );
        }

        Line(output, "  stuck", $"{counts.Stuck}");
        Line(output, "  crashes", $"{counts.Crashes}");
        foreach (var detail in report.Details)
        {
            output.WriteLine($"    {detail}");
        }

        var seconds = report.Seconds;
        output.WriteLine(
            $"seed {report.Seed}: {(report.Ok ? "everything adds up" : "NOT IN ORDER")}, "
                + $"{seconds.Traffic} s of traffic, {seconds.Drain} s until quiet"
        );
    }

    private static void Line(TextWriter output, string what, string value) =>
        output.WriteLine($"{what, -20} {value}");

    private static string Joined(IReadOnlyDictionary<string, int> counts) =>
        counts.Count == 0
            ? "none"
            : string.Join(", ", counts.Select(pair => $"{pair.Value} {pair.Key}"));
}
