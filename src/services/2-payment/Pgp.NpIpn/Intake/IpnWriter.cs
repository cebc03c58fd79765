using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pgp.Common.Database;
using Pgp.Common.Tasks;

namespace Pgp.NpIpn.Intake;

/// <summary>
/// Stores messages in groups: one writer takes whatever has queued up while the previous commit ran.
/// Nobody waits for a timer, and one flush to disk serves many messages.
/// </summary>
internal sealed class IpnWriter(Database database, OutboxSignal signal, ILogger<IpnWriter> log)
    : BackgroundService
{
    private const int GroupMax = 64;
    private const int WaitingMax = 4_096;

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(WaitingMax) { SingleReader = true }
    );

    /// <summary>Returns once the message is durable.</summary>
    /// <returns><see langword="false"/> when it could not be stored: ask the sender to repeat it.</returns>
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

    private async Task<bool> TryStoreAsync(List<Waiting> group, CancellationToken ct)
    {
        try
        {
            await IpnQueries.StoreAsync(database, [.. group.Select(w => w.Message)], ct);
        }
        catch (NpgsqlException failure)
        {
            log.GroupFailed(group.Count, failure);
            return false;
        }

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
                await IpnQueries.StoreAsync(database, [waiting.Message], ct);
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
