using System.Numerics;

namespace Pgp.Channels.Wallets.Encodings;

/// <summary>Numbers in 58 digits that cannot be mistaken for each other.</summary>
internal static class Base58
{
    public const string Bitcoin = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    public const string Ripple = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";

    /// <returns><see langword="null"/> when a sign is no digit.</returns>
    public static byte[]? Decode(string text, string alphabet)
    {
        var value = BigInteger.Zero;
        foreach (var c in text)
        {
            var digit = alphabet.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0)
            {
                return null;
            }

            value = (value * alphabet.Length) + digit;
        }

        // A leading zero digit stands for a whole zero byte.
        var zeros = new byte[text.TakeWhile(c => c == alphabet[0]).Count()];
        return value.IsZero
            ? zeros
            : [.. zeros, .. value.ToByteArray(isUnsigned: true, isBigEndian: true)];
    }
}
