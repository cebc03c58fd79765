using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Digests;

namespace Pgp.Sandbox.Chain;

/// <summary>Addresses with the checksum of EIP-55, and the hash it is made of.</summary>
internal static class EthereumAddress
{
    private const int HexLength = 40;

    public static byte[] Keccak256(ReadOnlySpan<byte> data)
    {
        var digest = new KeccakDigest(256);
        digest.BlockUpdate(data);
        var hash = new byte[32];
        digest.DoFinal(hash);
        return hash;
    }

    /// <summary>An address nobody has the key of.</summary>
    public static string Fresh() =>
        Checksummed(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20)));

    /// <summary>The mixed-case form; the argument may lack <c>0x</c>.</summary>
    public static string Checksummed(string address)
    {
        var hex = Hex(address).ToLowerInvariant();
        var hash = Convert.ToHexStringLower(Keccak256(Encoding.ASCII.GetBytes(hex)));
        var mixed = hex.Select((c, i) => hash[i] >= '8' ? char.ToUpperInvariant(c) : c);
        return "0x" + string.Concat(mixed);
    }

    /// <summary>All lower, all upper, or correctly mixed case (spec 70, 5.2).</summary>
    public static bool IsValid(string? address)
    {
        if (address is null || !address.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var hex = address[2..];
        return hex.Length == HexLength
            && hex.All(char.IsAsciiHexDigit)
            && (
                !hex.Any(char.IsAsciiLetterUpper)
                || !hex.Any(char.IsAsciiLetterLower)
                || Checksummed(hex)[2..] == hex
            );
    }

    public static bool Same(string? left, string? right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <summary>The address as a 32-byte argument of a contract call, without <c>0x</c>.</summary>
    public static string Word(string address) => Hex(address).ToLowerInvariant().PadLeft(64, '0');

    /// <summary>A quantity as a 32-byte argument of a contract call, without <c>0x</c>.</summary>
    public static string Word(System.Numerics.BigInteger value) =>
        value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(64, '0');

    private static string Hex(string address) =>
        address.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? address[2..] : address;
}
