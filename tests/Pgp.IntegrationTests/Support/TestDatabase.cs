using Npgsql;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Services;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Support;

/// <summary>A fresh, migrated database, its owner, and the services' ways into it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> opened = [];
    private readonly Dictionary<(string Role, TimeProvider Clock), Database> known = [];
    private readonly NpgsqlDataSource owner;

    private TestDatabase(string connectionString)
    {
        ConnectionString = connectionString;
        owner = NpgsqlDataSource.Create(connectionString);
    }

    /// <summary>The owner's; he may take every service's role.</summary>
    public string ConnectionString { get; }

    public DatabaseAddress Address => new(ConnectionString, AssumeRole: true);

    /// <summary>Raised by every database opened here that gets no signal of its own.</summary>
    public OutboxSignal Signal { get; } = new();

    public static async Task<TestDatabase> CreateAsync(TestCluster cluster, CancellationToken ct) =>
        new(await cluster.CreateDatabaseAsync(ct));

    /// <summary>The database as a service sees it.</summary>
    public Database As(ServiceName service) => As(service.DatabaseRole, TimeProvider.System);

    public Database As(ServiceName service, TimeProvider clock) => As(service.DatabaseRole, clock);

    /// <summary>The same database for every call with the same clock.</summary>
    public Database As(string role, TimeProvider clock)
    {
        lock (known)
        {
            if (!known.TryGetValue((role, clock), out var database))
            {
                database = As(role, DatabaseProfile.Standard, clock, Signal);
                known.Add((role, clock), database);
            }

            return database;
        }
    }

    public Database As(
        string role,
        DatabaseProfile profile,
        TimeProvider clock,
        OutboxSignal signal
    ) => Keep(new Database(Open(role, profile), profile, new FaultPoints(), signal, clock));

    /// <summary>Connections for a role that are not pooled and prepare nothing by themselves.</summary>
    public NpgsqlDataSource Source(string role) => Keep(Open(role, DatabaseProfile.OnDemand));

    /// <summary>Runs a statement as the owner.</summary>
    public async Task<int> RunAsync(string sql, params object?[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>One value, asked by the owner.</summary>
    public async Task<T> AskAsync<T>(string sql, params object?[] values)
    {
        await using var command = Command(sql, values);
        var answer = await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        return answer is T value
            ? value
            : throw new InvalidOperationException($"{answer ?? "nothing"} is no {typeof(T).Name}");
    }

    /// <summary>A column of texts, asked by the owner.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string sql, params object?[] values)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var command = Command(sql, values);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var texts = new List<string>();
        while (await rows.ReadAsync(ct))
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in opened)
        {
            await one.DisposeAsync();
        }

        await owner.DisposeAsync();
    }

    private NpgsqlDataSource Open(string role, DatabaseProfile profile) =>
        DataSources.Create(Address, role, profile);

    private T Keep<T>(T one)
        where T : IAsyncDisposable
    {
        opened.Add(one);
        return one;
    }

    private NpgsqlCommand Command(string sql, object?[] values)
    {
        var command = owner.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }
}
