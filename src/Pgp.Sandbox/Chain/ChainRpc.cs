using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Chain;

/// <summary>The chain refused a call, or did not answer.</summary>
internal sealed class ChainException(string message, Exception? cause = null)
    : Exception(message, cause);

/// <summary>JSON-RPC to the local chain.</summary>
internal sealed class ChainRpc(Uri address) : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = AnswerWithin,
    };

    /// <summary>The raw answer to a raw request; the proxy forwards what others ask.</summary>
    public async Task<string> ForwardAsync(byte[] request, CancellationToken ct)
    {
        using var content = new ByteArrayContent(request);
        content.Headers.ContentType = new("application/json");
        try
        {
            using var response = await http.PostAsync(address, content, ct);
            return await response.Content.ReadAsStringAsync(ct);
        }
        catch (HttpRequestException failure)
        {
            throw new ChainException($"the chain at {address} does not answer", failure);
        }
        catch (TaskCanceledException slow) when (!ct.IsCancellationRequested)
        {
            throw new ChainException($"the chain at {address} does not answer in time", slow);
        }
    }

    /// <exception cref="ChainException">The chain answered with an error, or not at
    /// all.</exception>
    public async Task<JsonNode?> CallAsync(
        string method,
        JsonNode?[] arguments,
        CancellationToken ct
    )
    {
        var answer = await ForwardAsync(Encode(Request(1, method, arguments)), ct);
        return Result(method, JsonNode.Parse(answer) as JsonObject);
    }

    /// <summary>
    /// Several calls in one request; the results stand in the order of the calls.
    /// </summary>
    public async Task<JsonNode?[]> BatchAsync(
        IReadOnlyList<(string Method, JsonNode?[] Arguments)> calls,
        CancellationToken ct
    )
    {
        if (calls.Count == 0)
        {
            return [];
        }

        var batch = new JsonArray(
            calls.Select((call, i) => (JsonNode)Request(i, call.Method, call.Arguments)).ToArray()
        );
        var answers = JsonNode.Parse(await ForwardAsync(Encode(batch), ct)) as JsonArray ?? [];
        var results = new JsonNode?[calls.Count];
        foreach (var answer in answers.OfType<JsonObject>())
        {
            var i = answer.Count("id") ?? throw new ChainException("a batch answer has no id");
            results[i] = Result(calls[i].Method, answer);
        }

        return results;
    }

    public async Task<BigInteger> QuantityAsync(
        string method,
        JsonNode?[] arguments,
        CancellationToken ct
    ) => Quantity(await CallAsync(method, arguments, ct));

    /// <summary>Reads <c>0x1f</c>; no result at all reads as zero.</summary>
    public static BigInteger Quantity(JsonNode? hex)
    {
        var digits = JsonRead.Text(hex) is { Length: > 2 } text ? text[2..] : "0";
        return BigInteger.Parse("0" + digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    public static string Hex(BigInteger value)
    {
        var digits = value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return digits.Length == 0 ? "0x0" : "0x" + digits;
    }

    public void Dispose() => http.Dispose();

    private static JsonObject Request(int id, string method, JsonNode?[] arguments) =>
        new()
        {
            ["jsonrpc"] = "2.0",
            ["id"] = id,
            ["method"] = method,
            ["params"] = new JsonArray(arguments),
        };

    private static byte[] Encode(JsonNode request) =>
        Encoding.UTF8.GetBytes(JsText.Stringify(request));

    private static JsonNode? Result(string method, JsonObject? answer)
    {
        if (answer?["error"] is JsonObject error)
        {
            throw new ChainException($"{method}: {error.Text("message")}");
        }

        return answer is null ? throw new ChainException($"{method}: no answer") : answer["result"];
    }
}
