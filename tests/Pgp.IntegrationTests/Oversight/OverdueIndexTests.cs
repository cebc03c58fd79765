using System.Text.RegularExpressions;
using Npgsql;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Oversight;

/// <summary>A look stays cheap as the tables grow: each search has an index to go by.</summary>
public sealed partial class OverdueIndexTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string Folder = "Pgp.Oversight/Overdue/";

    // What each search must go through, besides keys.
    private static readonly Dictionary<string, string[]> Expected = new(StringComparer.Ordinal)
    {
        ["PaymentFindingQueries.WithoutAccessSql"] = ["payments_paid", "overdue_items_open"],
        ["PaymentFindingQueries.WithoutShareSql"] = ["payments_paid", "overdue_items_open"],
        ["PaymentFindingQueries.HeldSql"] = ["payments_unsettled"],
        ["PaymentFindingQueries.PartialSql"] = ["payments_unsettled"],
        ["PaymentFindingQueries.UnusedInviteSql"] = ["invites_sent", "channel_joins_link"],
        ["MemberFindingQueries.RemovalOverdueSql"] = ["removals_open"],
        ["SettlementFindingQueries.ConversionOverdueSql"] = ["conversions_open"],
        ["SettlementFindingQueries.ConversionHeldSql"] = ["conversions_open"],
        ["SettlementFindingQueries.BatchOverdueSql"] = ["payout_batches_open"],
        ["SettlementFindingQueries.BatchHeldSql"] = ["payout_batches_open"],
        ["PayoutFindingQueries.OverdueSql"] =
        [
            "payouts_open",
            "payout_executions_open",
            "payouts_handed_over",
        ],
        ["PayoutFindingQueries.HeldSql"] = ["payouts_review", "payout_executions_held"],
        ["PayoutFindingQueries.TransferOverdueSql"] = ["chain_transfers_under_way"],
        ["PayoutFindingQueries.TransferReviewSql"] = ["chain_transfers_review"],
        ["WebhookFindingQueries.OverdueSql"] = ["webhook_deliveries_object"],
        ["TaskFindingQueries.OverdueSql"] = ["outbox_due"],
        ["TaskFindingQueries.DeadLetterSql"] = ["dead_letters_open"],
        ["TaskFindingQueries.UntoldAlertSql"] = ["outbox_due", "dead_letters_open"],
    };

    public static TheoryData<string> Searches => [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task A_search_reads_no_table_from_end_to_end(string key)
    {
        var plan = await PlanAsync(Texts()[key]);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        foreach (var index in Expected[key])
        {
            Assert.Contains(index, plan, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_search_is_looked_at() =>
        Assert.Equal(
            Expected.Keys.Order(StringComparer.Ordinal),
            Texts().Keys.Order(StringComparer.Ordinal)
        );

    private static Dictionary<string, string> Texts() =>
        SqlConstants
            .All.Where(sql => sql.File.Contains(Folder, StringComparison.Ordinal))
            .Where(sql => sql.File.EndsWith("FindingQueries.cs", StringComparison.Ordinal))
            .Where(sql => !sql.File.Contains("Job", StringComparison.Ordinal))
            .ToDictionary(
                sql => $"{Path.GetFileNameWithoutExtension(sql.File)}.{sql.Name}",
                sql => sql.Text,
                StringComparer.Ordinal
            );

    // Tables of a test are so small that reading all of them is always best: forbid it, and what is
    // read from end to end all the same has no index.
    private async Task<string> PlanAsync(string text)
    {
        await using var connection = new NpgsqlConnection(Db.ConnectionString);
        await connection.OpenAsync(Ct);
        await RunAsync(connection, "set enable_seqscan = off");
        await RunAsync(connection, "set enable_sort = off");
        await using var explain = new NpgsqlCommand("explain " + Filled(text), connection);
        await using var rows = await explain.ExecuteReaderAsync(Ct);
        var lines = new List<string>();
        while (await rows.ReadAsync(Ct))
        {
            lines.Add(rows.GetString(0));
        }

        return string.Join('\n', lines);
    }

    // The third parameter is a moment in one family of searches and a name in the other.
    private static string Filled(string text)
    {
        var third = text.Contains("$4", StringComparison.Ordinal)
            ? "timestamptz '2026-01-14'"
            : "'enqueue_pgp_notifications_alert'";
        return Parameter()
            .Replace(
                text,
                match =>
                    match.Value switch
                    {
                        "$1" => "timestamptz '2026-01-15'",
                        "$2" => "1000",
                        "$3" => third,
                        _ => "'kind'",
                    }
            );
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    [GeneratedRegex(@"\$\d", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
