using Npgsql;

namespace Pgp.Common.Database;

/// <summary>How busy a service's connections are.</summary>
/// <param name="Size">The most that may be open.</param>
/// <param name="CheckedOut">In use at this moment.</param>
/// <param name="CheckedOutMax">The most that were ever in use.</param>
public sealed record PoolStatus(int Size, int CheckedOut, int CheckedOutMax);

/// <summary>One service's way to PostgreSQL: its own role, its own pool.</summary>
public sealed class Database(
    NpgsqlDataSource source,
    DatabaseProfile profile,
    FaultPoints faults,
    Tasks.OutboxSignal signal,
    TimeProvider clock
) : IAsyncDisposable
{
    private int checkedOut;
    private int checkedOutMax;

    public TimeProvider Clock { get; } = clock;

    /// <summary>Opens a unit of work: one transaction for state, books and next tasks.</summary>
    public async Task<Unit> BeginAsync(CancellationToken ct)
    {
        var connection = await BorrowAsync(profile.CheckOnBorrow, ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(ct);
            return new Unit(connection, transaction, this, faults, signal);
        }
        catch
        {
            await ReturnAsync(connection);
            throw;
        }
    }

    /// <summary>Runs one statement outside a transaction, on a connection of its own.</summary>
    public Task<T> RunAsync<T>(string sql, Func<Statement, Task<T>> run, CancellationToken ct) =>
        RunAsync(sql, run, profile.CheckOnBorrow, ct);

    /// <summary>
    /// As <see cref="RunAsync{T}(string, Func{Statement, Task{T}}, CancellationToken)"/> without
    /// asking the connection for a sign of life first: for callers that used it a moment ago, and
    /// would double their journeys to the server.
    /// </summary>
    public Task<T> RunUncheckedAsync<T>(
        string sql,
        Func<Statement, Task<T>> run,
        CancellationToken ct
    ) => RunAsync(sql, run, check: false, ct);

    private async Task<T> RunAsync<T>(
        string sql,
        Func<Statement, Task<T>> run,
        bool check,
        CancellationToken ct
    )
    {
        var connection = await BorrowAsync(check, ct);
        try
        {
            return await run(new Statement(new NpgsqlCommand(sql, connection), faults));
        }
        finally
        {
            await ReturnAsync(connection);
        }
    }

    public PoolStatus PoolStatus() =>
        new(profile.Size + profile.Overflow, Volatile.Read(ref checkedOut), checkedOutMax);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    internal async ValueTask ReturnAsync(NpgsqlConnection connection)
    {
        Interlocked.Decrement(ref checkedOut);
        await connection.DisposeAsync();
    }

    private async Task<NpgsqlConnection> BorrowAsync(bool check, CancellationToken ct)
    {
        var connection = await OpenAsync(check, ct);
        var now = Interlocked.Increment(ref checkedOut);
        if (now > Volatile.Read(ref checkedOutMax))
        {
            Volatile.Write(ref checkedOutMax, now);
        }

        return connection;
    }

    private async Task<NpgsqlConnection> OpenAsync(bool check, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        if (!check)
        {
            return connection;
        }

        try
        {
            if (await AnswersAsync(connection, ct))
            {
                return connection;
            }
        }
        catch
        {
            // The caller gave up while it was asked: back into the pool with it.
            await connection.DisposeAsync();
            throw;
        }

        // The server or the network dropped it while it lay in the pool; its neighbours went too.
        await connection.DisposeAsync();
        source.Clear();
        return await source.OpenConnectionAsync(ct);
    }

    private static async Task<bool> AnswersAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            await using var ping = new NpgsqlCommand("select 1", connection);
            await ping.ExecuteNonQueryAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            // Also what the server said before it hung up.
            return false;
        }
    }
}
