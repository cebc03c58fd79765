using System.Text.Json;
using Pgp.Adapters.Wire;

namespace Pgp.Adapters.NowPayments;

/// <summary>An answer sorted by what can be done with it (spec 70, 1.9).</summary>
internal abstract record Reply
{
    private Reply() { }

    public sealed record Json(JsonElement Value) : Reply;

    /// <summary>The vendor's own refusal, in its error envelope.</summary>
    public sealed record Refused(int Status, string Code) : Reply;

    /// <summary>Anything that may pass: key problems, limits, outages, gateways' HTML.</summary>
    public sealed record Down(string Reason, TimeSpan? RetryAfter) : Reply;

    public static Reply Of(PartnerAnswer answer)
    {
        if (answer is not PartnerAnswer.Answered answered)
        {
            return new Down(((PartnerAnswer.Silent)answer).Reason, null);
        }

        var json = answered.JsonObject();
        if (answered.IsSuccess)
        {
            return json is { } value ? new Json(value) : new Down("answer is no JSON", null);
        }

        var code = json is { } envelope ? WireJson.Code(envelope, "code") : null;
        return answered.IsRefusal && json is not null
            ? new Refused(answered.Status, code ?? $"http_{answered.Status}")
            : new Down(code ?? $"http_{answered.Status}", answered.RetryAfter);
    }
}
