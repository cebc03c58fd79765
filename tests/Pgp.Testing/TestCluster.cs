using System.Globalization;
using Npgsql;
using Pgp.Host.Stack;
using Pgp.Local;

namespace Pgp.Testing;

/// <summary>
/// One PostgreSQL for a whole test run. Migrations run once, into a template; every test class gets
/// a clone of it in some tens of milliseconds.
/// </summary>
public sealed class TestCluster : IAsyncDisposable
{
    private const string Template = "pgp_template";

    private static readonly string Password = new('a', 64);

    private readonly TemporaryCluster cluster;
    private readonly SemaphoreSlim cloning = new(1);
    private int clones;

    private TestCluster(TemporaryCluster cluster) => this.cluster = cluster;

    public static async Task<TestCluster> StartAsync(CancellationToken ct)
    {
        var folders = LocalFolders.Find();
        var started = await TemporaryCluster.StartAsync(folders, TimeProvider.System, ct);
        var superuser = started.Postgres.ConnectionString;
        await StackDatabase.OpenAsync(superuser, Template, Password, ct);
        NpgsqlConnection.ClearAllPools();
        return new TestCluster(started);
    }

    /// <summary>A fresh, migrated database of its own.</summary>
    /// <returns>Connection string of its owner, who may take every service's role.</returns>
    public async Task<string> CreateDatabaseAsync(CancellationToken ct)
    {
        // A template may have no connection while it is copied.
        await cloning.WaitAsync(ct);
        try
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"test_{++clones}");
            await using var source = NpgsqlDataSource.Create(cluster.Postgres.ConnectionString);
            await using var clone = source.CreateCommand(
                $"create database {name} template {Template} owner pgp_owner"
            );
            await clone.ExecuteNonQueryAsync(ct);
            return new NpgsqlConnectionStringBuilder(cluster.Postgres.ConnectionString)
            {
                Database = name,
                Username = "pgp_owner",
                Password = Password,
            }.ConnectionString;
        }
        finally
        {
            cloning.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        cloning.Dispose();
        await cluster.DisposeAsync();
    }
}
