using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Host.Operations;
using Pgp.Oversight;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp reconcile [--json]</c>: the books against themselves, the chain, the payment provider and
/// the exchange. Exit code 1 if anything differs.
/// </summary>
internal static class ReconcileCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "One JSON document on stdout." };
        var command = new Command(
            "reconcile",
            "Compares the ledger with chain, provider and exchange, and verifies its hash chain."
        )
        {
            json,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> RunAsync(bool json, CancellationToken ct)
    {
        await using var open = await OperatorDatabase.OpenAsync(ct);
        var logs = NullLoggerFactory.Instance;
        var run = await OversightService.ReconcileAsync(open.Database, open.Settings, logs, ct);
        var report = await ReconciliationQueries.ReadAsync(open.Database, run, ct);
        if (json)
        {
            var type = ReconciliationJson.Default.ReconciliationReport;
            Console.WriteLine(JsonSerializer.Serialize(report, type));
        }
        else
        {
            Print(report, Console.Out);
        }

        return report.Ok ? 0 : 1;
    }

    private static void Print(ReconciliationReport report, TextWriter to)
    {
        foreach (var finding in report.Findings)
        {
            var amount = finding.Difference is null ? "" : $", {finding.Difference} {finding.Coin}";
            to.WriteLine($"{finding.Kind}: {finding.Subject}{amount}");
            to.WriteLine($"  {finding.Text}");
        }

        to.WriteLine($"ledger: {report.Entries} entries, {report.Unsealed} of them not sealed yet");
        to.WriteLine($"head:   {report.Head.Seq} {report.Head.Hash}");
        to.WriteLine(
            report.Ok
                ? "ok: books, chain, provider and exchange agree"
                : $"NOT OK: {report.Findings.Count} findings"
        );
    }
}
