using System.Security.Cryptography;

namespace Pgp.Sandbox.Serving;

/// <summary>Ids and hashes as the partners make them up.</summary>
internal static class RandomText
{
    private const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary>Ten digits, the first not zero.</summary>
    public static string Digits() =>
        RandomNumberGenerator.GetString("123456789", 1)
        + RandomNumberGenerator.GetString("0123456789", 9);

    public static string Hex(int length) => RandomNumberGenerator.GetHexString(length, true);

    /// <summary>Something that looks like a Bitcoin or Tron address.</summary>
    public static string Base58Address(char first) =>
        first + RandomNumberGenerator.GetString(Base58, 33);

    public static string Token(int length) =>
        RandomNumberGenerator.GetString(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
            length
        );

    /// <summary>Compares secrets without telling by time how much was right.</summary>
    public static bool SameSecret(string? given, string expected) =>
        given is not null
        && CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(given),
            System.Text.Encoding.UTF8.GetBytes(expected)
        );
}
