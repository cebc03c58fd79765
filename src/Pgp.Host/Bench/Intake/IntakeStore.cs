using Npgsql;
using Pgp.Host.Stack;
using Pgp.Local;

namespace Pgp.Host.Bench.Intake;

/// <summary>
/// A durable database of the benchmark's own: emptied before and counted after each run.
/// </summary>
internal sealed class IntakeStore : IAsyncDisposable
{
    // Every run begins with empty tables and no checkpoint in sight.
    private const string EmptySql = "truncate payment_events, outbox";
    private const string CountSql = """
        select (select count(*) from payment_events), (select count(*) from outbox)
        """;

    private readonly TemporaryCluster cluster;
    private readonly NpgsqlDataSource owner;
    private readonly NpgsqlDataSource superuser;

    private IntakeStore(TemporaryCluster cluster, string connectionString)
    {
        this.cluster = cluster;
        ConnectionString = connectionString;
        owner = NpgsqlDataSource.Create(connectionString);
        superuser = NpgsqlDataSource.Create(cluster.Postgres.ConnectionString);
    }

    public string ConnectionString { get; }

    public static async Task<IntakeStore> OpenAsync(string password, CancellationToken ct)
    {
        var started = await TemporaryCluster.StartAsync(
            LocalFolders.Find(),
            options => options with { Durable = true },
            TimeProvider.System,
            ct
        );
        var server = started.Postgres.ConnectionString;
        var connection = await StackDatabase.OpenAsync(server, "pgp", password, ct);
        return new IntakeStore(started, connection);
    }

    public async Task EmptyAsync(CancellationToken ct)
    {
        await using var empty = owner.CreateCommand(EmptySql);
        await empty.ExecuteNonQueryAsync(ct);
        await using var checkpoint = superuser.CreateCommand("checkpoint");
        await checkpoint.ExecuteNonQueryAsync(ct);
    }

    public async Task<(long Events, long Tasks)> CountAsync(CancellationToken ct)
    {
        await using var count = owner.CreateCommand(CountSql);
        await using var row = await count.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    public async ValueTask DisposeAsync()
    {
        await owner.DisposeAsync();
        await superuser.DisposeAsync();
        await cluster.DisposeAsync();
    }
}
