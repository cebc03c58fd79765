using System.Text.Json;

namespace Pgp.Adapters.Wire;

/// <summary>
/// What came of one HTTP call to a partner; a partner's bad day is never an exception.
/// </summary>
public abstract record PartnerAnswer
{
    private PartnerAnswer() { }

    /// <summary>An HTTP answer of any status, its body read to the end.</summary>
    /// <param name="Status">The HTTP status code.</param>
    /// <param name="Body">Raw bytes: JSON, HTML of a gateway, or nothing.</param>
    /// <param name="RetryAfter">The <c>Retry-After</c> header when it is given in seconds.</param>
    public sealed record Answered(int Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter)
        : PartnerAnswer
    {
        public bool IsSuccess => Status is >= 200 and <= 299;

        /// <summary>
        /// Whether the partner itself refused this very request, so that repeating it is useless.
        /// Wrong keys, timeouts and rate limits pass once someone mends or waits.
        /// </summary>
        public bool IsRefusal => Status is >= 400 and <= 499 and not (401 or 403 or 408 or 429);

        /// <summary>The body if it is a JSON object; gateways answer HTML at any status.</summary>
        public JsonElement? JsonObject() =>
            WireJson.TryParse(Body.Span) is { ValueKind: JsonValueKind.Object } json ? json : null;
    }

    /// <summary>No answer: refused connection, broken transfer or timeout.</summary>
    /// <param name="Reason">For logs; without addresses or secrets.</param>
    /// <param name="MayHaveArrived">Whether the partner may have acted on the request.</param>
    public sealed record Silent(string Reason, bool MayHaveArrived) : PartnerAnswer;
}
