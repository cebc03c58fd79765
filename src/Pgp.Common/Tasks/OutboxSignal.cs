using System.Threading.Channels;

namespace Pgp.Common.Tasks;

/// <summary>
/// Says "something is in the outbox" after a commit, so that nobody polls. Raised any number of
/// times it wakes its listener once.
/// </summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Raise() => raised.Writer.TryWrite(true);

    /// <summary>Waits for the next raise, or until the time is over.</summary>
    public async Task WaitAsync(TimeSpan timeout, TimeProvider clock, CancellationToken ct)
    {
        await using var timer = clock.CreateTimer(
            _ => Raise(),
            null,
            timeout,
            Timeout.InfiniteTimeSpan
        );
        await raised.Reader.ReadAsync(ct);
    }
}
