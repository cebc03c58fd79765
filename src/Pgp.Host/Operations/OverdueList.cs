using System.Text.Json.Serialization;

namespace Pgp.Host.Operations;

/// <summary>One line of the list.</summary>
/// <param name="AgeSeconds">Since it began to wait.</param>
/// <param name="Occurrence">Counts how often it came up anew.</param>
internal sealed record OverdueLine(
    string Kind,
    string Subject,
    string Reason,
    DateTimeOffset Since,
    long AgeSeconds,
    DateTimeOffset FirstSeenAt,
    int Occurrence,
    DateTimeOffset? AcknowledgedAt,
    string? AcknowledgedBy,
    string? Note
);

/// <summary>What is overdue.</summary>
/// <param name="LookedAt">When somebody looked last; null: nobody ever did.</param>
internal sealed record OverdueList(DateTimeOffset? LookedAt, IReadOnlyList<OverdueLine> Items);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(OverdueList))]
[JsonSerializable(typeof(IReadOnlyList<DeadLetterLine>))]
[JsonSerializable(typeof(Timeline))]
internal sealed partial class OperationsJson : JsonSerializerContext;
