using System.Net;
using System.Net.Sockets;

namespace Pgp.Local;

/// <summary>
/// Loopback TCP ports. A free port may be taken by another program a moment later.
/// </summary>
public static class FreePorts
{
    /// <summary>One port that nobody listens on.</summary>
    public static int Next() => Take(1)[0];

    /// <summary>Several different ports that nobody listens on.</summary>
    public static IReadOnlyList<int> Take(int count)
    {
        // All are held together: a port given back at once could be drawn a second time.
        var listeners = new List<TcpListener>(count);
        try
        {
            for (var i = 0; i < count; i++)
            {
                var listener = new TcpListener(IPAddress.Loopback, 0);
                listeners.Add(listener);
                listener.Start();
            }

            return [.. listeners.Select(one => ((IPEndPoint)one.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(one => one.Dispose());
        }
    }

    /// <summary>Whether a server could listen on this port now.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
