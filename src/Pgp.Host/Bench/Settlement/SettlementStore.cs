using System.Security.Cryptography;
using Npgsql;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Services;
using Pgp.Host.Stack;
using Pgp.Local;

namespace Pgp.Host.Bench.Settlement;

/// <summary>A database of the benchmark's own, and the services' ways into it.</summary>
internal sealed class SettlementStore : IAsyncDisposable
{
    private readonly TemporaryCluster cluster;
    private readonly NpgsqlDataSource owner;

    private SettlementStore(TemporaryCluster cluster, string connectionString)
    {
        this.cluster = cluster;
        owner = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 }
        );
        Payer = As(connectionString, ServiceName.BatchProcessor);
        Changer = As(connectionString, ServiceName.MicroBatchProcessor);
    }

    /// <summary>As BATCHPROCESSOR sees it.</summary>
    public Database Payer { get; }

    /// <summary>As MICROBATCHPROCESSOR sees it.</summary>
    public Database Changer { get; }

    public static async Task<SettlementStore> OpenAsync(CancellationToken ct)
    {
        var folders = LocalFolders.Find();
        var started = await TemporaryCluster.StartAsync(folders, TimeProvider.System, ct);
        var password = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var server = started.Postgres.ConnectionString;
        var connection = await StackDatabase.OpenAsync(server, "pgp", password, ct);
        return new SettlementStore(started, connection);
    }

    /// <summary>Runs a statement as the owner of the schema.</summary>
    public async Task RunAsync(string sql, CancellationToken ct, params int[] values)
    {
        await using var command = owner.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = value });
        }

        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Payable, pending and paid credits.</summary>
    public async Task<(long Payable, long Pending, long Paid)> CountAsync(CancellationToken ct)
    {
        await using var count = owner.CreateCommand(SettlementFilling.CountSql);
        await using var row = await count.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
    }

    public async ValueTask DisposeAsync()
    {
        await Payer.DisposeAsync();
        await Changer.DisposeAsync();
        await owner.DisposeAsync();
        await cluster.DisposeAsync();
    }

    private static Database As(string connectionString, ServiceName service)
    {
        var address = new DatabaseAddress(connectionString, AssumeRole: true);
        var profile = DatabaseProfile.Standard;
        return new Database(
            DataSources.Create(address, service.DatabaseRole, profile),
            profile,
            new FaultPoints(),
            new OutboxSignal(),
            TimeProvider.System
        );
    }
}
