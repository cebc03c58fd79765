using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Pgp.Host.Bench.Api;

/// <summary>
/// One owner's program, on an address of its own: what one address may ask is limited, and many
/// owners have many.
/// </summary>
internal sealed class ApiOwner : IDisposable
{
    private const int AddressesPerNet = 200;

    private readonly HttpClient http;

    public ApiOwner(int number, Uri service, string key, bool isLarge)
    {
        IsLarge = isLarge;
        var address = new IPAddress([
            127,
            1,
            (byte)(1 + (number / AddressesPerNet)),
            (byte)(1 + (number % AddressesPerNet)),
        ]);
        http = new HttpClient(
            new SocketsHttpHandler
            {
                ConnectCallback = (context, ct) => ConnectAsync(address, context, ct),
                PooledConnectionIdleTimeout = TimeSpan.FromMinutes(10),
            }
        )
        {
            BaseAddress = new Uri(service, "webapi/api/"),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public bool IsLarge { get; }

    /// <summary>What was seen last, to look at or to go on from.</summary>
    public string? Payment { get; private set; }

    public string? Cursor { get; private set; }

    public async Task AskAsync(string path, CancellationToken ct)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), ct);
        var body = await answer.Content.ReadAsStringAsync(ct);
        if (!answer.IsSuccessStatusCode)
        {
            var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
            throw new InvalidOperationException($"{path}: {status} {body}");
        }

        Payment = After(body, "\"payment_id\":\"") ?? Payment;
        Cursor = path == "payments" ? After(body, "\"next_cursor\":\"") : Cursor;
    }

    public void Dispose() => http.Dispose();

    private static string? After(string body, string mark)
    {
        var at = body.IndexOf(mark, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = body.AsSpan(at + mark.Length);
        return rest[..rest.IndexOf('"')].ToString();
    }

    private static async ValueTask<Stream> ConnectAsync(
        IPAddress from,
        SocketsHttpConnectionContext context,
        CancellationToken ct
    )
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
        };
        try
        {
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
