using Npgsql;
using Pgp.Common.Dispatch;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.Host;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Schema;

/// <summary>
/// Every SQL text of the product is planned once on the fresh schema under the role that runs it:
/// a column that is not there, a type that does not fit or a right that is missing shows here.
/// </summary>
public sealed class StatementTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string Reader = "pgp_reader";

    private static readonly string Watcher = ServiceName.Oversight.DatabaseRole;

    private static readonly string[] Services =
    [
        .. Catalogue.Services.Select(service => service.Name.DatabaseRole),
    ];

    private static readonly string[] Bookers =
    [
        .. new[]
        {
            ServiceName.Orchestrator,
            ServiceName.MicroBatchProcessor,
            ServiceName.Split1,
            ServiceName.HostPay1,
            ServiceName.HostPay3,
            ServiceName.Oversight,
        }.Select(service => service.DatabaseRole),
    ];

    // Handlers that talk to partners lease their messages.
    private static readonly string[] Callers =
    [
        .. new[]
        {
            ServiceName.Server,
            ServiceName.WebApi,
            ServiceName.Orchestrator,
            ServiceName.Invite,
            ServiceName.Notifications,
            ServiceName.Split2,
            ServiceName.Split3,
            ServiceName.HostPay2,
            ServiceName.HostPay3,
        }.Select(service => service.DatabaseRole),
    ];

    // Services with work that begins by the clock.
    private static readonly string[] Scheduled =
    [
        .. Schedules.All.Select(schedule => schedule.Service.DatabaseRole).Distinct(),
    ];

    // Who takes channels in.
    private static readonly string[] Sellers =
    [
        .. new[] { ServiceName.Server, ServiceName.WebApi }.Select(service => service.DatabaseRole),
    ];

    // Before something begins.
    private static readonly string[] Limited =
    [
        .. new[] { ServiceName.Server, ServiceName.WebApi, ServiceName.Split1 }.Select(service =>
            service.DatabaseRole
        ),
    ];

    private static readonly string[] Switched =
    [
        .. new[]
        {
            ServiceName.Server,
            ServiceName.MicroBatchProcessor,
            ServiceName.Split3,
            ServiceName.HostPay3,
        }.Select(service => service.DatabaseRole),
    ];

    // Shared code, and who runs it. A service's own SQL runs as that service.
    private static readonly Dictionary<string, string[]> SharedFiles = new(StringComparer.Ordinal)
    {
        ["Pgp.Channels/Audit.cs"] = Sellers,
        ["Pgp.Channels/ArchiveQueries.cs"] = [ServiceName.WebApi.DatabaseRole],
        ["Pgp.Channels/ChannelQueries.cs"] = Sellers,
        ["Pgp.Channels/CollectedQueries.cs"] = Sellers,
        ["Pgp.Channels/CouponEdits.cs"] = Sellers,
        ["Pgp.Channels/OwnerEdits.cs"] = Sellers,
        ["Pgp.Channels/OwnerQueries.cs"] = Sellers,
        ["Pgp.Channels/PayoutEdits.cs"] = [ServiceName.WebApi.DatabaseRole],
        ["Pgp.Channels/SellingEdits.cs"] = [ServiceName.WebApi.DatabaseRole],
        ["Pgp.Channels/WalletQueries.cs"] = [ServiceName.Server.DatabaseRole],
        ["Pgp.Common/Dispatch/OutboxQueries.cs"] = [Dispatcher.Role],
        ["Pgp.Common/Dispatch/WakeUp.cs"] = [.. Services, Dispatcher.Role],
        ["Pgp.Common/Schedules/JobRunQueries.cs"] = Scheduled,
        ["Pgp.Common/Policies/LimitChangeQueries.cs"] = [ServiceName.Oversight.DatabaseRole],
        ["Pgp.Common/Policies/LimitQueries.cs"] = Limited,
        ["Pgp.Common/Policies/SwitchChangeQueries.cs"] = [ServiceName.Oversight.DatabaseRole],
        ["Pgp.Common/Policies/SwitchQueries.cs"] = Switched,
        ["Pgp.Common/Tasks/DeadLetterDesk.cs"] = [Watcher],
        ["Pgp.Common/Tasks/DeadLetters.cs"] = [.. Services, Dispatcher.Role],
        ["Pgp.Common/Tasks/Inbox.cs"] = Services,
        ["Pgp.Common/Tasks/Outbox.cs"] = Services,
        ["Pgp.Common/Tasks/TaskLeases.cs"] = Callers,
        ["Pgp.Host/Chaos/Verdict/BookQueries.cs"] = [Reader],
        ["Pgp.Host/Chaos/Verdict/FactQueries.cs"] = [Reader],
        ["Pgp.Host/Chaos/Verdict/OpenQueries.cs"] = [Reader],
        ["Pgp.Host/Demo/Evidence.cs"] = [Reader],
        ["Pgp.Host/DemoData/SettlingQueries.cs"] = [Watcher],
        ["Pgp.Host/Operations/AlertTestQueries.cs"] = [Watcher],
        ["Pgp.Host/Operations/NoticeTestQueries.cs"] = [Watcher],
        ["Pgp.Host/Operations/OwnerListQueries.cs"] = [Watcher],
        ["Pgp.Host/Operations/OverdueListQueries.cs"] = [Watcher],
        ["Pgp.Host/Operations/SubjectQueries.cs"] = [Watcher],
        ["Pgp.Host/Operations/TimelineQueries.cs"] = [Watcher],
        ["Pgp.Host/Operations/ReconciliationReport.cs"] = [Watcher],
        ["Pgp.Ledger/Books.cs"] = Bookers,
        ["Pgp.Ledger/Sealing/SealQueries.cs"] = [Watcher],
        ["Pgp.Ledger/Statements/StatementQueries.cs"] =
        [
            Reader,
            Watcher,
            ServiceName.WebApi.DatabaseRole,
        ],
    };

    // Where the database cannot tell a parameter's type by itself: what the code says it is.
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["AccountTokens.PutSql"] = "uuid, text, bytea, text, timestamptz, interval",
        ["Attempts.TakeSql"] = "bytea, timestamptz, interval",
        ["CallerDesk.KeySql"] = "bytea, timestamptz",
        ["ChatQueries.HealthSql"] = "uuid, bigint, bigint",
        ["OnceQueries.PurgeSql"] = "timestamptz",
        ["SessionQueries.PurgeSql"] = "timestamptz",
        ["DeliveryQueries.FreezeSql"] =
            "uuid, text, timestamptz, integer, uuid, timestamptz, interval",
        ["DeadLetterDesk.ExhaustedSql"] = "integer, text[], text[]",
        ["JobFindingQueries.StandingsSql"] = "text[], timestamptz",
        ["JoinQueries.InsertSql"] = "bigint, bigint, bigint, text, timestamptz",
        ["LaneQueries.ReserveSql"] = "timestamptz, interval",
        ["NoticeQueries.InsertSql"] = "text, bigint, text, uuid, text, text, text, timestamptz",
        ["OutboxQueries.LeaseSql"] = "text[], integer[], timestamptz, timestamptz, text[]",
        ["OutboxQueries.NextDueSql"] = "text[], text[]",
        ["IpnQueries.StoreSql"] =
            "uuid[], text[], bytea[], bytea[], text[], uuid[], uuid[], text[], text[], text[], "
            + "timestamptz, text, text, text, text",
        ["CreditQueries.DistributeSql"] = "uuid, uuid[], numeric[], timestamptz",
        ["OverdueItemQueries.RecordSql"] = "text, text[], timestamptz[], text[], timestamptz",
        ["PollQueries.TakeSql"] = "timestamptz, interval",
        ["ReminderJob.TakeSql"] = "timestamptz, integer",
        ["StandingQueries.HealthSql"] = "uuid, bigint, bigint",
        ["TransactionQueries.EndSql"] = "text, text, text, bigint, bigint, numeric",
    };

    [Fact]
    public void The_search_finds_the_products_sql()
    {
        Assert.True(SqlConstants.All.Count >= 60, $"{SqlConstants.All.Count} found");
        Assert.Contains(SqlConstants.All, sql => sql.Name == "NotifySql");
        Assert.Subset(
            SqlConstants.All.Select(sql => sql.File).ToHashSet(),
            SharedFiles.Keys.ToHashSet()
        );
    }

    [Fact]
    public async Task Every_statement_fits_the_schema_and_the_rights_of_who_runs_it()
    {
        var problems = new List<string>();
        foreach (var role in SqlConstants.All.SelectMany(Runners).Distinct())
        {
            await using var connection = await Db.Source(role).OpenConnectionAsync(Ct);
            foreach (var sql in SqlConstants.All.Where(sql => Runners(sql).Contains(role)))
            {
                if (await ProblemAsync(connection, sql) is { } problem)
                {
                    problems.Add($"{sql} as {role}: {problem}");
                }
            }
        }

        Assert.Empty(problems);
    }

    [Fact]
    public async Task The_test_sees_a_missing_column_and_a_missing_right()
    {
        await using var connection = await Db.Source("pgp_webapi").OpenConnectionAsync(Ct);
        Assert.StartsWith(
            "42703",
            await ProblemAsync(connection, Planted("select no_such from channels where tier = $1")),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "42501",
            await ProblemAsync(connection, Planted("update channels set open_title = $1")),
            StringComparison.Ordinal
        );
    }

    private static SqlConstant Planted(string text) => new("Pgp.WebApi/X.cs", "PlantedSql", text);

    private static string[] Runners(SqlConstant sql)
    {
        if (sql is { File: "Pgp.Ledger/Books.cs", Name: "BalancesSql" })
        {
            return [Reader];
        }

        if (SharedFiles.TryGetValue(sql.File, out var shared))
        {
            return shared;
        }

        var service = Catalogue.Services.Single(one =>
            one.GetType().Assembly.GetName().Name == sql.Project
        );
        return [service.Name.DatabaseRole];
    }

    private static async Task<string?> ProblemAsync(NpgsqlConnection connection, SqlConstant sql)
    {
        try
        {
            if (
                sql.Text.StartsWith("notify", StringComparison.Ordinal)
                || sql.Text.StartsWith("listen", StringComparison.Ordinal)
            )
            {
                await RunAsync(connection, sql.Text);
                return null;
            }

            var types = Types.TryGetValue(KeyOf(sql), out var stated) ? $"({stated})" : "";
            await RunAsync(connection, $"prepare planned{types} as {sql.Text}");
            var count = await CountParametersAsync(connection);
            var values = string.Join(", ", Enumerable.Repeat("null", count));
            var arguments = count == 0 ? "" : $"({values})";

            // Planning alone does not look at rights; explaining does, and runs nothing.
            await RunAsync(connection, $"explain execute planned{arguments}");
            return null;
        }
        catch (PostgresException refused)
        {
            return $"{refused.SqlState} {refused.MessageText}";
        }
        finally
        {
            await RunAsync(connection, "deallocate all");
        }
    }

    private static string KeyOf(SqlConstant sql) =>
        $"{Path.GetFileNameWithoutExtension(sql.File)}.{sql.Name}";

    private static async Task<int> CountParametersAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "select cardinality(parameter_types) from pg_prepared_statements where name = 'planned'",
            connection
        );
        return (int)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
