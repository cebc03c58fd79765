using System.Threading.Channels;

namespace Pgp.Common.Hosting;

/// <summary>
/// Says "there is work" inside one process, so that nobody polls. Raised any number of times it
/// wakes its listener once.
/// </summary>
public class Signal
{
    private readonly Channel<bool> raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Raise() => raised.Writer.TryWrite(true);

    /// <summary>Waits for the next raise.</summary>
    public async Task WaitAsync(CancellationToken ct) => await raised.Reader.ReadAsync(ct);

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
