using System.Globalization;

namespace Pgp.Host.Demo;

/// <summary>The demo's report as people read it.</summary>
internal static class DemoStory
{
    private const string Prefix = "enqueue_pgp_";

    public static void Print(DemoReport report, TextWriter to)
    {
        foreach (var payment in report.Payments)
        {
            PrintPayment(payment, to);
        }

        to.WriteLine($"invites sent and used: {report.InvitesSent}");
        to.WriteLine();
        PrintBooks(report.Ledger, report.Reconciliation, to);
        PrintEnd(report.Seconds, report.Ok, to);
    }

    public static void Print(ThresholdReport report, TextWriter to)
    {
        foreach (var payment in report.Payments)
        {
            to.WriteLine($"{payment.Kind} {payment.Id}: {payment.State}");
        }

        to.WriteLine($"invites sent and used: {report.InvitesSent}");
        to.WriteLine();
        foreach (var conversion in report.Conversions)
        {
            to.WriteLine($"{conversion.Id}: {conversion.State}");
            to.WriteLine(
                $"  {conversion.Credits} credits, {conversion.Amount} {conversion.Asset}"
                    + $" -> {conversion.Received} usdt, {conversion.Distributed} of it to owners"
            );
        }

        to.WriteLine();
        foreach (var batch in report.Batches)
        {
            to.WriteLine($"{batch.Id}: {batch.State}");
            to.WriteLine(
                $"  {batch.Credits} credits, {batch.Amount} usdt"
                    + $" -> owner: {batch.Paid} {batch.Asset}, {batch.TxHash}"
            );
        }

        to.WriteLine();
        foreach (var statement in report.Statements)
        {
            to.WriteLine(
                $"statement {statement.Month} of {statement.ChannelId}: {statement.Movements.Count} "
                    + "movements, closing "
                    + string.Join(
                        ", ",
                        statement.Closing.Select(coin => $"{coin.Value} {coin.Key}")
                    )
            );
        }

        to.WriteLine();
        PrintBooks(report.Ledger, report.Reconciliation, to);
        foreach (var finding in report.Findings)
        {
            to.WriteLine($"  DIFFERS: {finding}");
        }

        PrintEnd(report.Seconds, report.Ok, to);
    }

    private static void PrintBooks(
        DemoLedger ledger,
        IReadOnlyDictionary<string, DemoReconciliation> reconciliation,
        TextWriter to
    )
    {
        to.WriteLine("the books (what the platform has, and what it owes as negative)");
        foreach (var (account, coins) in ledger.ByAccount)
        {
            foreach (var (coin, amount) in coins)
            {
                to.WriteLine($"  {account, -46} {amount, 26} {coin}");
            }
        }

        to.WriteLine(
            ledger.SumZero ? "  every coin adds up to zero" : "  NOT ZERO: the books are wrong"
        );
        to.WriteLine();
        to.WriteLine(
            "the wallet        in the books               on the chain               difference"
        );
        foreach (var (coin, line) in reconciliation)
        {
            to.WriteLine($"  {coin, -12} {line.Ledger, 26} {line.Chain, 26} {line.Difference, 12}");
        }

        to.WriteLine();
    }

    private static void PrintEnd(DemoSeconds seconds, bool ok, TextWriter to)
    {
        to.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"ready in {seconds.Ready} s; paid message to invite {seconds.InviteP50} s; all paid out in {seconds.Payout} s"
            )
        );
        to.WriteLine(ok ? "ok" : "NOT OK: something above differs");
    }

    private static void PrintPayment(DemoPayment payment, TextWriter to)
    {
        to.WriteLine($"{payment.Kind} {payment.Id}: {payment.State}");
        foreach (var step in payment.Steps)
        {
            var task = step.Task.StartsWith(Prefix, StringComparison.Ordinal)
                ? step.Task[Prefix.Length..]
                : step.Task;
            to.WriteLine($"  +{step.AtMs, 6} ms  {step.Service, -14} {task}");
        }

        if (payment.Payout is { } payout)
        {
            to.WriteLine(
                $"  owner: {payout.Amount} {payout.Asset} ({payout.State}), {payout.TxHash}"
            );
        }

        to.WriteLine();
    }
}
