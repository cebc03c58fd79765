namespace Pgp.FlowTests.Chain;

/// <summary>
/// Mines a block every few milliseconds, except while a test holds the blocks back.
/// </summary>
internal sealed class BlockPump : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim gate = new(1);
    private readonly CancellationTokenSource stop = new();
    private readonly NodeControl node;
    private readonly Task pumping;

    public BlockPump(NodeControl node)
    {
        this.node = node;
        pumping = PumpAsync(stop.Token);
    }

    /// <summary>From here on only the test itself mines, until the result is disposed.</summary>
    public async Task<IDisposable> HoldAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        return new Hold(gate);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await pumping;
        stop.Dispose();
        gate.Dispose();
    }

    private async Task PumpAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await gate.WaitAsync(ct);
                try
                {
                    await node.MineAsync(1, ct);
                }
                finally
                {
                    gate.Release();
                }

                await Task.Delay(Pause, TimeProvider.System, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
    }

    private sealed class Hold(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
