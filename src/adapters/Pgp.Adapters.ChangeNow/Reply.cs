using System.Text.Json;
using Pgp.Adapters.Wire;

namespace Pgp.Adapters.ChangeNow;

/// <summary>An answer sorted by what can be done with it (spec 70, 2.6).</summary>
internal abstract record Reply
{
    private Reply() { }

    public sealed record Json(JsonElement Value) : Reply;

    /// <summary>
    /// The vendor's own refusal: nothing was done and the same request fails again.
    /// </summary>
    public sealed record Refused(int Status, string Code, JsonElement Envelope) : Reply;

    /// <summary>
    /// Nothing was done, but it may work later: key, limit, gateway, no connection.
    /// </summary>
    public sealed record NotDone(string Reason, TimeSpan? RetryAfter) : Reply;

    /// <summary>Timeout, server error or unreadable success: it may have been done.</summary>
    public sealed record Doubtful(string Reason, TimeSpan? RetryAfter) : Reply;

    public static Reply Of(PartnerAnswer answer) =>
        answer switch
        {
            PartnerAnswer.Answered answered => Of(answered),
            PartnerAnswer.Silent { MayHaveArrived: true } silent => new Doubtful(
                silent.Reason,
                null
            ),
            PartnerAnswer.Silent silent => new NotDone(silent.Reason, null),
            _ => throw new InvalidOperationException($"unknown answer: {answer}"),
        };

    private static Reply Of(PartnerAnswer.Answered answered)
    {
        var json = answered.JsonObject();
        if (answered.IsSuccess)
        {
            return json is { } value ? new Json(value) : new Doubtful("answer is no JSON", null);
        }

        var code = json is { } envelope ? WireJson.Code(envelope, "error") : null;
        var reason = code ?? $"http_{answered.Status}";
        if (answered.Status is 408 or < 400 or >= 500)
        {
            return new Doubtful(reason, answered.RetryAfter);
        }

        // A refusal without a code comes from a gateway in front of the vendor.
        return answered.IsRefusal && code is not (null or "invalid_api_key")
            ? new Refused(answered.Status, code, json!.Value)
            : new NotDone(reason, answered.RetryAfter);
    }
}
