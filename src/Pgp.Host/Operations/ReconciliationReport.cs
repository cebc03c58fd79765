using System.Text.Json.Serialization;
using Pgp.Common.Database;
using Pgp.Contracts.Money;

namespace Pgp.Host.Operations;

/// <summary>What one reconciliation found; the whole of it is what <c>--json</c> prints.</summary>
/// <param name="Unsealed">Booked lately and not in the hash chain yet.</param>
public sealed record ReconciliationReport(
    bool Ok,
    string RunId,
    ReconciliationHead Head,
    long Entries,
    long Unsealed,
    IReadOnlyList<ReconciliationLine> Findings
);

/// <summary>The newest seal of the ledger's hash chain.</summary>
public sealed record ReconciliationHead(long Seq, string Hash);

/// <summary>Something that does not agree.</summary>
/// <param name="Difference">
/// How much more the other side has than the books, in whole coins; null where it is no amount.
/// </param>
public sealed record ReconciliationLine(
    string Kind,
    string Subject,
    string? Coin,
    string? Difference,
    string Text
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(ReconciliationReport))]
internal sealed partial class ReconciliationJson : JsonSerializerContext;

/// <summary>Reads a stored reconciliation.</summary>
internal static class ReconciliationQueries
{
    private const string RunSql = """
        select clean, head_seq, head_hash, (select count(*) from ledger_entries),
               (select count(*) from ledger_entries) - (select count(*) from ledger_seals)
          from reconciliation_runs
         where run_id = $1
        """;

    private const string FindingsSql = """
        select kind, subject, coin, difference, text
          from reconciliation_findings
         where run_id = $1
         order by line
        """;

    public static async Task<ReconciliationReport> ReadAsync(
        Database database,
        Guid run,
        CancellationToken ct
    )
    {
        var findings = await database.RunAsync(
            FindingsSql,
            sql => sql.With(run).AllAsync(ReadLine, ct),
            ct
        );
        return (
            await database.RunAsync(
                RunSql,
                sql =>
                    sql.With(run)
                        .FirstAsync(
                            row => new ReconciliationReport(
                                row.Flag(0),
                                run.ToString(),
                                new ReconciliationHead(row.Long(1), row.Text(2)),
                                row.Long(3),
                                row.Long(4),
                                findings
                            ),
                            ct
                        ),
                ct
            )
        )!;
    }

    private static ReconciliationLine ReadLine(Row row)
    {
        var coin = row.TextOrNull(2) is { } text ? Coin.Parse(text) : null;
        var difference = row.AtomicOrNull(3) is { } atomic
            ? DecimalText.FromAtomic(atomic, coin!.Decimals)
            : null;
        return new(row.Text(0), row.Text(1), coin?.ToString(), difference, row.Text(4));
    }
}
