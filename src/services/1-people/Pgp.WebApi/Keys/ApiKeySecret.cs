using Pgp.WebApi.Accounts;

namespace Pgp.WebApi.Keys;

/// <summary>
/// The secret of an API key: a mark by which scanners find leaked ones, then 256 bits.
/// </summary>
internal static class ApiKeySecret
{
    public const string Mark = "pgp_live_";
    public const string Read = "read";
    public const string Write = "write";

    // As much as tells one's own keys apart.
    private const int ShownLetters = 4;

    public static string New() => Mark + AccountTokens.NewSecret();

    public static string PrefixOf(string secret) => secret[..(Mark.Length + ShownLetters)];

    public static byte[] HashOf(string secret) => AccountTokens.HashOf(secret);
}
