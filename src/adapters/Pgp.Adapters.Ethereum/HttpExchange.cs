using System.Text.Json;

namespace Pgp.Adapters.Ethereum;

/// <summary>What became of one HTTP request.</summary>
internal abstract record HttpReply
{
    private HttpReply() { }

    /// <param name="Status">The HTTP status.</param>
    /// <param name="Body">All of it.</param>
    internal sealed record Answered(int Status, byte[] Body) : HttpReply;

    /// <summary>No answer came, but the request may have arrived.</summary>
    internal sealed record Lost(string Reason) : HttpReply;
}

/// <summary>One request and its whole answer, with a limit on the size of foreign bodies.</summary>
internal static class HttpExchange
{
    private const int BodyLengthMax = 4 * 1024 * 1024;

    public static async Task<HttpReply> SendAsync(
        HttpClient http,
        HttpRequestMessage request,
        CancellationToken ct
    )
    {
        // The client's own time limit ends with the headers; a body that stalls must not hold us.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(http.Timeout);
        try
        {
            var whenHeadersAreThere = HttpCompletionOption.ResponseHeadersRead;
            using var response = await http.SendAsync(request, whenHeadersAreThere, limit.Token);
            await response.Content.LoadIntoBufferAsync(BodyLengthMax, limit.Token);
            var body = await response.Content.ReadAsByteArrayAsync(limit.Token);
            return new HttpReply.Answered((int)response.StatusCode, body);
        }
        // The host's handlers for time limits and circuit breakers throw types of their own, so
        // this takes all but our own cancellation and a client that was never given an address.
        catch (Exception e) when (!ct.IsCancellationRequested && e is not InvalidOperationException)
        {
            return new HttpReply.Lost($"no answer: {e.GetType().Name}");
        }
    }

    /// <returns><see langword="null"/> if it is no JSON.</returns>
    public static JsonDocument? TryParse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
