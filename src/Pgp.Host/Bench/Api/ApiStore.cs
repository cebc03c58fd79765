using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Pgp.Host.Stack;
using Pgp.Local;

namespace Pgp.Host.Bench.Api;

/// <summary>A database of the benchmark's own, with a year of sales in it.</summary>
internal sealed class ApiStore : IAsyncDisposable
{
    private readonly TemporaryCluster cluster;
    private readonly NpgsqlDataSource superuser;

    private ApiStore(TemporaryCluster cluster, string connection)
    {
        this.cluster = cluster;
        ConnectionString = connection;
        superuser = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(cluster.Postgres.ConnectionString)
            {
                Database = "pgp",
                CommandTimeout = 0,
            }
        );
    }

    /// <summary>For the service.</summary>
    public string ConnectionString { get; }

    public static async Task<ApiStore> OpenAsync(CancellationToken ct)
    {
        var folders = LocalFolders.Find();
        var started = await TemporaryCluster.StartAsync(folders, TimeProvider.System, ct);
        var password = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var server = started.Postgres.ConnectionString;
        return new ApiStore(started, await StackDatabase.OpenAsync(server, "pgp", password, ct));
    }

    public async Task FillAsync(int owners, int payments, int large, Action<string> tell, CancellationToken ct)
    {
        await using var connection = await superuser.OpenConnectionAsync(ct);
        await RunAsync(connection, ApiFilling.LoosenSql, ct);
        await RunAsync(connection, ApiFilling.ChannelsSql, ct, owners);
        tell("planning a year of sales");
        await RunAsync(connection, ApiFilling.TiersSql, ct);
        await RunAsync(connection, ApiFilling.PolicySql, ct);
        await RunAsync(connection, ApiFilling.PlanSql, ct, owners, payments, large);
        await RunAsync(connection, ApiFilling.VisitsSql, ct);
        (string Name, string Sql)[] steps =
        [
            ("orders", ApiFilling.OrdersSql),
            ("payments", ApiFilling.PaymentsSql),
            ("messages of the provider", ApiFilling.MessagesSql),
            ("subscriptions", ApiFilling.SubscriptionsSql),
            ("their log", ApiFilling.LogSql),
            ("invites", ApiFilling.InvitesSql),
            ("joins", ApiFilling.JoinsSql),
            ("payouts", ApiFilling.PayoutsSql),
            ("executions", ApiFilling.ExecutionsSql),
            ("credits", ApiFilling.CreditsSql),
            ("balances", ApiFilling.BalancesSql),
            ("entries of the books", ApiFilling.EntriesSql),
            ("postings", ApiFilling.PostingsSql),
        ];
        foreach (var (name, sql) in steps)
        {
            tell($"filling {name}");
            await RunAsync(connection, sql, ct);
        }

        tell("tidying up");
        await RunAsync(connection, ApiFilling.TidySql, ct);
        await RunAsync(connection, ApiFilling.AnalyzeSql, ct);
    }

    /// <summary>An account of an owner, and a key for a program of his.</summary>
    public async Task<string> OpenAccountAsync(int owner, CancellationToken ct)
    {
        var secret = "pgp_live_" + RandomNumberGenerator.GetHexString(64, lowercase: true);
        await using var command = superuser.CreateCommand(ApiFilling.AccountSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = owner });
        command.Parameters.Add(
            new NpgsqlParameter<byte[]>
            {
                TypedValue = SHA256.HashData(Encoding.UTF8.GetBytes(secret)),
            }
        );
        await command.ExecuteNonQueryAsync(ct);
        return secret;
    }

    public async ValueTask DisposeAsync()
    {
        await superuser.DisposeAsync();
        await cluster.DisposeAsync();
    }

    private static async Task RunAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken ct,
        params int[] values
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = value });
        }

        await command.ExecuteNonQueryAsync(ct);
    }
}
