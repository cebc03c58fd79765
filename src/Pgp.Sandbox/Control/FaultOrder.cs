using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Control;

/// <summary>The ways in which a partner can misbehave.</summary>
internal enum FaultKind
{
    /// <summary>Lost before it had an effect.</summary>
    Drop,

    /// <summary>Done, but the answer was lost.</summary>
    DropAfter,
    Delay,
    Duplicate,

    /// <summary>A notice is held back until the next one has gone out.</summary>
    Reorder,
    TooMany,
    BrokenBefore,
    BrokenAfter,
    Html,
    WrongSignature,
    WrongAmount,
}

internal static class FaultKinds
{
    private static readonly (string Text, FaultKind Kind)[] Names =
    [
        ("drop", FaultKind.Drop),
        ("drop_after", FaultKind.DropAfter),
        ("delay", FaultKind.Delay),
        ("duplicate", FaultKind.Duplicate),
        ("reorder", FaultKind.Reorder),
        ("429", FaultKind.TooMany),
        ("500_before", FaultKind.BrokenBefore),
        ("500_after", FaultKind.BrokenAfter),
        ("html", FaultKind.Html),
        ("wrong_signature", FaultKind.WrongSignature),
        ("wrong_amount", FaultKind.WrongAmount),
    ];

    public static string Name(FaultKind kind) => Names.First(name => name.Kind == kind).Text;

    public static FaultKind? Of(string? text) =>
        Array.Find(Names, name => name.Text == text) is { Text: not null } found
            ? found.Kind
            : null;
}

/// <summary>An order to misbehave a number of times.</summary>
/// <param name="Operation">May hold <c>*</c> for any text.</param>
/// <param name="Percent">How often a matching call is hit, decided by the seeded choice.</param>
internal sealed record FaultOrder(
    string Partner,
    string Operation,
    FaultKind Kind,
    int Times,
    int Milliseconds,
    int Percent,
    int RetryAfterSeconds
)
{
    public static FaultOrder? Read(JsonObject order)
    {
        if (
            order.Text("partner") is not { } partner
            || FaultKinds.Of(order.Text("kind")) is not { } kind
        )
        {
            return null;
        }

        return new FaultOrder(
            partner,
            order.Text("operation") ?? "*",
            kind,
            order.Count("times") ?? 1,
            order.Count("milliseconds") ?? 0,
            order.Count("percent") ?? 100,
            order.Count("retry_after") ?? 1
        );
    }

    public JsonObject ToJson() =>
        new()
        {
            ["partner"] = Partner,
            ["operation"] = Operation,
            ["kind"] = FaultKinds.Name(Kind),
            ["times"] = Times,
            ["milliseconds"] = Milliseconds,
            ["percent"] = Percent,
            ["retry_after"] = RetryAfterSeconds,
        };

    /// <summary>
    /// Whether a pattern with <c>*</c> covers the operation; letter case does not matter.
    /// </summary>
    public static bool Matches(string pattern, string operation)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return string.Equals(pattern, operation, StringComparison.OrdinalIgnoreCase);
        }

        if (
            !operation.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase)
            || !operation.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase)
        )
        {
            return false;
        }

        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            at = operation.IndexOf(part, at, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            at += part.Length;
        }

        return at <= operation.Length - parts[^1].Length;
    }
}
