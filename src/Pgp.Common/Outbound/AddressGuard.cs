using System.Net;
using System.Net.Sockets;

namespace Pgp.Common.Outbound;

/// <summary>Finds the addresses of a host; injected, so that tests decide.</summary>
public delegate Task<IPAddress[]> NameResolver(string host, CancellationToken ct);

/// <summary>A name leads to an address that may not be called.</summary>
public sealed class AddressRefusedException()
    : Exception("the name leads to an address that is not of the internet");

/// <summary>
/// Connects to addresses that strangers chose. The name is looked up once, what it says is checked,
/// and the connection goes to exactly what was checked: a name that says something else a moment
/// later gains nothing by it.
/// </summary>
/// <param name="isPrivateAllowed">For sandboxes: every address may be called.</param>
/// <param name="resolve">Null for the machine's own way.</param>
public sealed class AddressGuard(bool isPrivateAllowed, NameResolver? resolve = null)
{
    private readonly NameResolver resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <summary>A client that follows no redirect, keeps no cookie and knows no proxy.</summary>
    public SocketsHttpHandler CreateHandler() =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = async (context, ct) => await ConnectAsync(context.DnsEndPoint, ct),
            // Otherwise what nobody waits for any more would go on knocking.
            ConnectTimeout = TimeSpan.FromSeconds(15),
            // Looked up anew before long, as its owner may move.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = 16,
        };

    /// <exception cref="AddressRefusedException">
    /// One of its addresses may not be called.
    /// </exception>
    /// <exception cref="SocketException">There is none, or none answers.</exception>
    private async Task<Stream> ConnectAsync(DnsEndPoint to, CancellationToken ct)
    {
        var addresses = await resolve(to.Host, ct);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        // One bad address among good ones is no accident.
        if (!isPrivateAllowed && !addresses.All(PublicAddress.IsPublic))
        {
            throw new AddressRefusedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
