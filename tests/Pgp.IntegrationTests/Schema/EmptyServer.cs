using System.Globalization;
using Npgsql;
using Pgp.Common.Database;
using Pgp.Local;

namespace Pgp.IntegrationTests.Schema;

/// <summary>
/// A server that had never heard of the roles when several databases on it were migrated at once.
/// </summary>
public sealed class EmptyServer : IAsyncLifetime
{
    private const int SideBySide = 6;

    private static readonly string Password = new('a', 64);

    private TemporaryCluster cluster = null!;
    private int databases;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What became of each migration.</summary>
    public IReadOnlyList<Task<IReadOnlyList<string>>> Migrations { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var folders = LocalFolders.Find();
        cluster = await TemporaryCluster.StartAsync(folders, TimeProvider.System, Ct);
        await RunAsync($"create role pgp_owner login createrole password '{Password}'");
        var empty = new List<string>();
        for (var i = 0; i < SideBySide; i++)
        {
            empty.Add(await CreateDatabaseAsync());
        }

        Migrations =
        [
            .. empty.Select(database => Task.Run(() => Migrator.MigrateAsync(database, Ct), Ct)),
        ];
        Task all = Task.WhenAll(Migrations);
        // For the test to judge.
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await cluster.DisposeAsync();
    }

    /// <summary>A database without any schema.</summary>
    /// <returns>Connection string of its owner.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var number = Interlocked.Increment(ref databases);
        var name = string.Create(CultureInfo.InvariantCulture, $"empty_{number}");
        await RunAsync($"create database {name} owner pgp_owner");
        return new NpgsqlConnectionStringBuilder(cluster.Postgres.ConnectionString)
        {
            Database = name,
            Username = "pgp_owner",
            Password = Password,
        }.ConnectionString;
    }

    private async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.Postgres.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
