namespace Pgp.Server.Owners.Announcing;

/// <summary>Whom an owner can speak to, as buttons and questions name them.</summary>
internal static class Segments
{
    private const string Tier = "tier";

    /// <summary>Those that every channel has.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["active", "expiring", "past"];

    public static bool IsKnown(string word) => Usual.Contains(word) || word is "1" or "2" or "3";

    /// <summary>In the words of BROADCAST.</summary>
    public static (string Segment, int? TierNo) Of(string word) =>
        word is [var digit] ? (Tier, digit - '0') : (word, null);
}
