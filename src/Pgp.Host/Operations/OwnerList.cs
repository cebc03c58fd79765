using System.Text.Json.Serialization;

namespace Pgp.Host.Operations;

/// <summary>An owner whom the bot cannot reach, as <c>pgp owners</c> shows him.</summary>
/// <param name="Reason">blocked, chat_not_found or no_rights.</param>
/// <param name="TriedAt">The last call in vain.</param>
/// <param name="Undelivered">How many notices wait for him.</param>
/// <param name="Channels">Titles of the closed channels whose news he misses.</param>
internal sealed record UnreachableOwner(
    long ChatId,
    string Reason,
    DateTimeOffset Since,
    DateTimeOffset TriedAt,
    int Undelivered,
    IReadOnlyList<string> Channels
);

/// <summary>What <c>pgp owners</c> prints.</summary>
internal sealed record OwnerList(IReadOnlyList<UnreachableOwner> Unreachable);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(OwnerList))]
internal sealed partial class OwnerJson : JsonSerializerContext;
