using System.Text.Json.Serialization;
using Pgp.Common.Policies;
using Pgp.Contracts.Policies;

namespace Pgp.Host.Operations;

/// <summary>One limit of <c>pgp limit list --json</c>.</summary>
/// <param name="AmountUsd">Dollars as text; exactly so much still passes.</param>
internal sealed record LimitLine(
    string Type,
    string Scope,
    string Span,
    string AmountUsd,
    string Action,
    DateTimeOffset ValidFrom,
    string ChangedBy,
    string Reason
)
{
    public static LimitLine Of(LimitInForce limit) =>
        new(
            limit.Limit.Type,
            PolicyWords.Of(limit.Limit.Scope),
            PolicyWords.Of(limit.Limit.Span),
            limit.Limit.Amount.ToDecimalText(),
            PolicyWords.Of(limit.Limit.Action),
            limit.ValidFrom,
            limit.ChangedBy,
            limit.Reason
        );
}

/// <summary>One switch of <c>pgp switch list --json</c>.</summary>
/// <param name="OffSince">Null while it is on.</param>
internal sealed record SwitchLine(
    string Name,
    bool IsOn,
    DateTimeOffset? OffSince,
    DateTimeOffset ChangedAt,
    string ChangedBy,
    string Reason
)
{
    public static SwitchLine Of(SwitchState state) =>
        new(
            state.Name,
            state.IsOn,
            state.IsOn ? null : state.Since,
            state.Since,
            state.ChangedBy,
            state.Reason
        );
}

/// <summary>What <c>pgp limit list</c> prints.</summary>
internal sealed record LimitList(IReadOnlyList<LimitLine> Limits);

/// <summary>What <c>pgp switch list</c> prints.</summary>
internal sealed record SwitchList(IReadOnlyList<SwitchLine> Switches);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(LimitList))]
[JsonSerializable(typeof(SwitchList))]
internal sealed partial class PolicyJson : JsonSerializerContext;
