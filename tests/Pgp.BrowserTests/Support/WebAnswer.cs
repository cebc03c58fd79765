using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Pgp.BrowserTests.Support;

/// <summary>An answer as it came over the wire: nothing unpacked, nothing followed.</summary>
internal sealed record WebAnswer(
    HttpStatusCode Status,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body
)
{
    private static readonly HttpClient Http = From(IPAddress.Loopback);

    /// <summary>Asks, as a caller of 127.0.0.1.</summary>
    /// <param name="path">Sent as it is written here.</param>
    public static Task<WebAnswer> AskAsync(
        HttpMethod method,
        Uri server,
        string path,
        CancellationToken ct,
        Action<HttpRequestMessage>? with = null
    ) => AskAsync(Http, method, server, path, ct, with);

    public static async Task<WebAnswer> AskAsync(
        HttpClient http,
        HttpMethod method,
        Uri server,
        string path,
        CancellationToken ct,
        Action<HttpRequestMessage>? with = null
    )
    {
        var asIs = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var url = new Uri($"http://{server.Authority}{path}", asIs);
        using var request = new HttpRequestMessage(method, url);
        with?.Invoke(request);
        using var response = await http.SendAsync(request, ct);
        var body = await response.Content.ReadAsByteArrayAsync(ct);
        return new WebAnswer(
            response.StatusCode,
            Fields(response.Headers)
                .Concat(Fields(response.Content.Headers))
                .ToDictionary(StringComparer.OrdinalIgnoreCase),
            body
        );
    }

    /// <summary>A caller of another address of this machine (Linux has all of 127.0.0.0/8).</summary>
    public static HttpClient From(IPAddress address) =>
        new(
            new SocketsHttpHandler
            {
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                Expect100ContinueTimeout = TimeSpan.FromSeconds(20),
                ConnectCallback = async (context, ct) =>
                {
                    var socket = new Socket(
                        AddressFamily.InterNetwork,
                        SocketType.Stream,
                        ProtocolType.Tcp
                    );
                    try
                    {
                        socket.Bind(new IPEndPoint(address, 0));
                        await socket.ConnectAsync(context.DnsEndPoint, ct);
                        return new NetworkStream(socket, ownsSocket: true);
                    }
                    catch
                    {
                        socket.Dispose();
                        throw;
                    }
                },
            }
        );

    /// <summary>The fields of these names, a line for each that is there.</summary>
    public IEnumerable<string> Lines(IEnumerable<string> names) =>
        names.Where(Headers.ContainsKey).Select(name => $"{name}: {Headers[name]}");

    private static IEnumerable<KeyValuePair<string, string>> Fields(HttpHeaders headers) =>
        headers.NonValidated.Select(field =>
            KeyValuePair.Create(field.Key, string.Join(" | ", field.Value))
        );
}
