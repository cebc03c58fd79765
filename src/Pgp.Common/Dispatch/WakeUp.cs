using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pgp.Common.Observability;
using Pgp.Common.Tasks;

namespace Pgp.Common.Dispatch;

/// <summary>The PostgreSQL channel that wakes dispatchers in other processes.</summary>
internal static class WakeUp
{
    public const string NotifySql = "notify pgp_outbox";
    public const string ListenSql = "listen pgp_outbox";
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
}

/// <summary>
/// In a process without a dispatcher: passes the signal on. Outside the transaction on purpose: a
/// notification inside it makes all commits of the database queue for one lock.
/// </summary>
public sealed class WakeUpSender(
    NpgsqlDataSource source,
    OutboxSignal signal,
    TimeProvider clock,
    ILogger<WakeUpSender> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(TimeSpan.FromMinutes(1), clock, stoppingToken);
            try
            {
                await using var notify = source.CreateCommand(WakeUp.NotifySql);
                await notify.ExecuteNonQueryAsync(stoppingToken);
            }
            catch (NpgsqlException broken)
            {
                log.WakeUpBroken(broken);
            }
        }
    }
}

/// <summary>Beside a dispatcher: turns notifications of other processes into the signal.</summary>
public sealed class WakeUpListener(
    NpgsqlDataSource source,
    OutboxSignal signal,
    TimeProvider clock,
    ILogger<WakeUpListener> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (NpgsqlException broken)
            {
                log.WakeUpBroken(broken);
                await Task.Delay(WakeUp.Pause, clock, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        connection.Notification += (_, _) => signal.Raise();
        await using (var listen = new NpgsqlCommand(WakeUp.ListenSql, connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        // Whatever came while nobody listened.
        signal.Raise();
        while (true)
        {
            await connection.WaitAsync(ct);
        }
    }
}
