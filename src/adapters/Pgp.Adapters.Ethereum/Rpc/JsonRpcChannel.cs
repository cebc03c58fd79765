using System.Buffers;
using System.Net.Mime;
using System.Text.Json;

namespace Pgp.Adapters.Ethereum.Rpc;

/// <summary>JSON-RPC 2.0 over HTTP, one call per request.</summary>
internal sealed class JsonRpcChannel(HttpClient http)
{
    // One answer belongs to one request, so the id has nothing to tell apart.
    private const int RequestId = 1;
    private const int MessageLengthMax = 300;

    // Providers' ways to say "too often" under HTTP 200 (spec 70, 5.1).
    private const long LimitExceededCode = -32005;
    private const long TooManyRequestsCode = 429;

    public async Task<JsonRpcReply> CallAsync(
        string method,
        Action<Utf8JsonWriter> writeParameters,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, default(Uri));
        request.Content = new ByteArrayContent(Body(method, writeParameters));
        request.Content.Headers.ContentType = new(MediaTypeNames.Application.Json);
        return await HttpExchange.SendAsync(http, request, ct) switch
        {
            HttpReply.Lost lost => Lost(lost.Reason),
            HttpReply.Answered { Status: 429 } => TooOften("HTTP 429"),
            HttpReply.Answered { Status: >= 200 and < 300 } answered => Read(answered.Body),
            HttpReply.Answered { Status: >= 400 and < 500 } refused => new JsonRpcReply.None(
                EthereumRpcFailure.Rejected,
                $"HTTP {refused.Status}"
            ),
            HttpReply.Answered failed => Lost($"HTTP {failed.Status}"),
            var other => throw new InvalidOperationException($"unknown reply: {other}"),
        };
    }

    private static byte[] Body(string method, Action<Utf8JsonWriter> writeParameters)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            json.WriteNumber("id", RequestId);
            json.WriteString("method", method);
            json.WriteStartArray("params");
            writeParameters(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static JsonRpcReply Read(byte[] body)
    {
        using var document = HttpExchange.TryParse(body);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } answer)
        {
            return Lost("the body is no JSON object");
        }

        if (answer.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
        {
            return ReadError(error);
        }

        return answer.TryGetProperty("result", out var result)
            ? new JsonRpcReply.Result(result.Clone())
            : Lost("the body has neither result nor error");
    }

    private static JsonRpcReply ReadError(JsonElement error)
    {
        if (
            error.ValueKind != JsonValueKind.Object
            || !error.TryGetProperty("message", out var text)
            || text.ValueKind != JsonValueKind.String
        )
        {
            return Lost("the error has no message");
        }

        var code =
            error.TryGetProperty("code", out var number)
            && number.ValueKind == JsonValueKind.Number
            && number.TryGetInt64(out var value)
                ? value
                : 0;
        var message = text.GetString()!;
        message = message.Length <= MessageLengthMax ? message : message[..MessageLengthMax];
        return code is LimitExceededCode or TooManyRequestsCode
            ? TooOften(message)
            : new JsonRpcReply.Error(code, message);
    }

    private static JsonRpcReply.None Lost(string reason) =>
        new(EthereumRpcFailure.Unreachable, reason);

    private static JsonRpcReply.None TooOften(string reason) =>
        new(EthereumRpcFailure.RateLimited, reason);
}
