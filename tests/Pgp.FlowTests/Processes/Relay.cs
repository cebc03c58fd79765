using System.Net;
using System.Net.Sockets;

namespace Pgp.FlowTests.Processes;

/// <summary>Passes TCP connections on; before it starts its port refuses them.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener;
    private readonly Task accepting;

    public Relay(int from, int to)
    {
        listener = new TcpListener(IPAddress.Loopback, from);
        listener.Start();
        accepting = AcceptAsync(to, stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync(int to, CancellationToken ct)
    {
        var passing = new List<Task>();
        try
        {
            while (true)
            {
                passing.Add(PassAsync(await listener.AcceptTcpClientAsync(ct), to, ct));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(passing);
        }
    }

    private static async Task PassAsync(TcpClient near, int to, CancellationToken ct)
    {
        using var caller = near;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, to, ct);
            var (here, there) = (caller.GetStream(), server.GetStream());
            await Task.WhenAny(here.CopyToAsync(there, ct), there.CopyToAsync(here, ct));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return; // Either end hung up, or we do.
        }
    }
}
