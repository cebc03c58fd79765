using System.Diagnostics;
using Npgsql;
using Pgp.Common.Tasks;

namespace Pgp.Host.Bench.Pipeline;

/// <summary>
/// What no queue on this database can undercut: one row made durable, then somebody who waits is
/// woken. By the signal inside a process, and by NOTIFY as between processes.
/// </summary>
internal sealed class WakeUpFloor(string connectionString) : IAsyncDisposable
{
    private const string TableSql = "create table if not exists bench_floor (at timestamptz)";
    private const string InsertSql = "insert into bench_floor values (now())";
    private const int Repetitions = 300;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);

    public async Task<List<TimeSpan>> BySignalAsync(CancellationToken ct)
    {
        var signal = new OutboxSignal();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var insert = await PrepareInsertAsync(connection, ct);
        var samples = new List<TimeSpan>();
        for (var i = 0; i < Repetitions; i++)
        {
            var woken = WokenAsync();
            var began = Stopwatch.GetTimestamp();
            await insert.ExecuteNonQueryAsync(ct);
            signal.Raise();
            samples.Add(Stopwatch.GetElapsedTime(began, await woken));
        }

        return samples;

        async Task<long> WokenAsync()
        {
            await signal.WaitAsync(Patience, TimeProvider.System, ct);
            return Stopwatch.GetTimestamp();
        }
    }

    public async Task<List<TimeSpan>> ByNotifyAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var insert = await PrepareInsertAsync(connection, ct);
        await using var notify = new NpgsqlCommand("notify bench", connection);
        await using var listener = await source.OpenConnectionAsync(ct);
        await using var listen = new NpgsqlCommand("listen bench", listener);
        await listen.ExecuteNonQueryAsync(ct);
        var samples = new List<TimeSpan>();
        for (var i = 0; i < Repetitions; i++)
        {
            var woken = WokenAsync();
            var began = Stopwatch.GetTimestamp();
            await insert.ExecuteNonQueryAsync(ct);
            await notify.ExecuteNonQueryAsync(ct);
            samples.Add(Stopwatch.GetElapsedTime(began, await woken));
        }

        return samples;

        async Task<long> WokenAsync()
        {
            await listener.WaitAsync(ct);
            return Stopwatch.GetTimestamp();
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static async Task<NpgsqlCommand> PrepareInsertAsync(
        NpgsqlConnection connection,
        CancellationToken ct
    )
    {
        await using var table = new NpgsqlCommand(TableSql, connection);
        await table.ExecuteNonQueryAsync(ct);
        var insert = new NpgsqlCommand(InsertSql, connection);
        await insert.PrepareAsync(ct);
        return insert;
    }
}
