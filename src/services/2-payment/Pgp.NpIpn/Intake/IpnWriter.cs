using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pgp.Common.Database;
using Pgp.Common.Tasks;

namespace Pgp.NpIpn.Intake;

/// <summary>
/// Stores messages in groups: one writer takes whatever has queued up while the previous commit
/// ran. Nobody waits for a timer, and one flush to disk serves many messages.
/// </summary>
internal sealed class IpnWriter(Database database, OutboxSignal signal, ILogger<IpnWriter> log)
    : BackgroundService
{
    private const int GroupMax = 64;
    private const int WaitingMax = 4_096;

    // A connection that stored a group within this time is not asked for a sign of life.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(WaitingMax) { SingleReader = true }
    );

    private long? storedAt;

    /// <summary>Returns once the message is durable.</summary>
    /// <returns>
    /// <see langword="false"/> when it could not be stored: ask the sender to repeat it.
    /// </returns>
    public async Task<bool> StoreAsync(IpnMessage message, CancellationToken ct)
    {
        var waiting = new Waiting(
            message,
            new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
        );
        await queue.Writer.WriteAsync(waiting, ct);
        return await waiting.Stored.Task.WaitAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var group = new List<Waiting>(GroupMax);
        while (await queue.Reader.WaitToReadAsync(stoppingToken))
        {
            group.Clear();
            while (group.Count < GroupMax && queue.Reader.TryRead(out var next))
            {
                group.Add(next);
            }

            // Not cancelled with the host: whoever waits here deserves an answer.
            if (!await TryStoreAsync(group, CancellationToken.None))
            {
                await StoreEachAsync(group, CancellationToken.None);
            }
        }
    }

    /// <returns>
    /// <see langword="false"/> when the database refused the group: nobody in it is answered yet.
    /// </returns>
    private async Task<bool> TryStoreAsync(List<Waiting> group, CancellationToken ct)
    {
        var clock = database.Clock;
        var fresh = storedAt is { } last && clock.GetElapsedTime(last) < Fresh;
        storedAt = null;
        try
        {
            await IpnQueries.StoreAsync(database, [.. group.Select(w => w.Message)], fresh, ct);
        }
        catch (PostgresException refused)
        {
            log.GroupFailed(group.Count, refused);
            return false;
        }
        catch (NpgsqlException unreachable)
        {
            // Trying each of them alone would hold up, time limit by time limit, all who come next.
            log.NotStored(unreachable);
            group.ForEach(waiting => waiting.Stored.SetResult(false));
            return true;
        }

        storedAt = clock.GetTimestamp();
        signal.Raise();
        group.ForEach(waiting => waiting.Stored.SetResult(true));
        return true;
    }

    // One message that the database refuses must not take its neighbours with it.
    private async Task StoreEachAsync(List<Waiting> group, CancellationToken ct)
    {
        foreach (var waiting in group)
        {
            try
            {
                await IpnQueries.StoreAsync(database, [waiting.Message], fresh: false, ct);
                signal.Raise();
                waiting.Stored.SetResult(true);
            }
            catch (NpgsqlException failure)
            {
                log.NotStored(failure);
                waiting.Stored.SetResult(false);
            }
        }
    }

    private sealed record Waiting(IpnMessage Message, TaskCompletionSource<bool> Stored);
}
