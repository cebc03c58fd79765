using System.Globalization;
using Npgsql;
using Pgp.Common.Database;
using Pgp.Local;

namespace Pgp.IntegrationTests.Schema;

/// <summary>Each test starts on a server that has never heard of the roles.</summary>
public sealed class MigratorTests : IAsyncLifetime
{
    private static readonly string Password = new('a', 64);

    private TemporaryCluster cluster = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var folders = LocalFolders.Find();
        cluster = await TemporaryCluster.StartAsync(folders, TimeProvider.System, Ct);
        await RunAsync($"create role pgp_owner login createrole password '{Password}'");
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task An_empty_database_gets_every_script_in_order_and_then_none()
    {
        var database = await CreateAsync(1);
        var applied = await Migrator.MigrateAsync(database, Ct);
        Assert.NotEmpty(applied);
        Assert.Equal(applied.Order(StringComparer.Ordinal), applied);
        Assert.All(applied, name => Assert.Matches("^[0-9]{4}_[a-z0-9_]+\\.sql$", name));
        Assert.Empty(await Migrator.MigrateAsync(database, Ct));

        await using var source = NpgsqlDataSource.Create(database);
        Assert.Empty(await Migrator.PendingAsync(source, Ct));
    }

    [Fact]
    public async Task Two_starters_take_turns_and_leave_no_lock_behind()
    {
        var database = await CreateAsync(1);
        var applied = await Task.WhenAll(
            Enumerable
                .Range(1, 4)
                .Select(number => Migrator.MigrateAsync(As(database, $"starter {number}"), Ct))
        );
        Assert.Single(applied, scripts => scripts.Count > 0);

        // Their process lives on, and another one must not wait for its end.
        await using var source = NpgsqlDataSource.Create(As(database, "another process"));
        await using var locks = source.CreateCommand(
            "select count(*) from pg_locks where locktype = 'advisory'"
        );
        Assert.Equal(0L, await locks.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task Databases_side_by_side_do_not_race_for_the_servers_roles()
    {
        var databases = new List<string>();
        for (var number = 1; number <= 6; number++)
        {
            databases.Add(await CreateAsync(number));
        }

        var applied = await Task.WhenAll(
            databases.Select(database => Task.Run(() => Migrator.MigrateAsync(database, Ct), Ct))
        );
        Assert.All(applied, Assert.NotEmpty);
    }

    private async Task<string> CreateAsync(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"empty_{number}");
        await RunAsync($"create database {name} owner pgp_owner");
        return new NpgsqlConnectionStringBuilder(cluster.Postgres.ConnectionString)
        {
            Database = name,
            Username = "pgp_owner",
            Password = Password,
        }.ConnectionString;
    }

    private static string As(string connection, string application) =>
        new NpgsqlConnectionStringBuilder(connection)
        {
            ApplicationName = application,
        }.ConnectionString;

    private async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.Postgres.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
