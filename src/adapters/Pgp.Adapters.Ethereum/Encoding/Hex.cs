using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace Pgp.Adapters.Ethereum.Encoding;

/// <summary>
/// The two hexadecimal forms of JSON-RPC (spec 70, 5.1): quantities carry no leading zeros
/// (<c>0x0</c> is zero), data carries two digits for every byte (<c>0x</c> is empty).
/// </summary>
internal static class Hex
{
    // A quantity is at most a 256-bit word.
    private const int QuantityDigitsMax = 64;

    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static string Quantity(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var digits = value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return digits.Length == 0 ? "0x0" : "0x" + digits;
    }

    public static string Data(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <summary>Reads a quantity; leading zeros, which some nodes send, change nothing.</summary>
    public static bool TryParseQuantity(string? text, out BigInteger value)
    {
        value = BigInteger.Zero;
        // The "0" in front keeps the first digit from being read as a sign.
        return HasPrefix(text)
            && text!.Length is > 2 and <= 2 + QuantityDigitsMax
            && BigInteger.TryParse(
                "0" + text[2..],
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out value
            );
    }

    public static bool TryParseData(string? text, out byte[] bytes)
    {
        bytes = [];
        if (!HasPrefix(text) || text!.Length % 2 != 0)
        {
            return false;
        }

        var buffer = new byte[(text.Length / 2) - 1];
        if (!TryParseInto(text.AsSpan(2), buffer))
        {
            return false;
        }

        bytes = buffer;
        return true;
    }

    /// <summary>Reads exactly as many digits as fill <paramref name="destination"/>.</summary>
    public static bool TryParseInto(ReadOnlySpan<char> digits, Span<byte> destination) =>
        digits.Length == destination.Length * 2
        && Convert.FromHexString(digits, destination, out _, out _) == OperationStatus.Done;

    private static bool HasPrefix(string? text) =>
        text is not null && text.StartsWith("0x", StringComparison.Ordinal);
}
