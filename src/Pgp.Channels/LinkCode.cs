using System.Security.Cryptography;

namespace Pgp.Channels;

/// <summary>The part of deep links that names a channel.</summary>
public static class LinkCode
{
    private const string Alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // 71 bits: nobody finds a channel by trying.
    private const int Length = 12;

    public static bool IsValid(string text) =>
        text.Length is >= 8 and <= 16 && text.All(char.IsAsciiLetterOrDigit);

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);
}
