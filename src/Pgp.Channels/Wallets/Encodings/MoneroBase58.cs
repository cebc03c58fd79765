using System.Buffers.Binary;

namespace Pgp.Channels.Wallets.Encodings;

/// <summary>Base58 in blocks: eleven digits for each eight bytes, fewer for the last.</summary>
internal static class MoneroBase58
{
    private const int DigitsPerBlock = 11;

    // How many digits a block of so many bytes has.
    private static readonly int[] DigitsOf = [0, 2, 3, 5, 6, 7, 9, 10, DigitsPerBlock];

    /// <returns>
    /// <see langword="null"/> for a foreign sign, a block of a length that does not occur, or one
    /// whose number is too large for its bytes.
    /// </returns>
    public static byte[]? Decode(string text)
    {
        var bytes = new List<byte>();
        for (var start = 0; start < text.Length; start += DigitsPerBlock)
        {
            var end = Math.Min(start + DigitsPerBlock, text.Length);
            if (DecodeBlock(text.AsSpan(start, end - start)) is not { } block)
            {
                return null;
            }

            bytes.AddRange(block);
        }

        return [.. bytes];
    }

    private static byte[]? DecodeBlock(ReadOnlySpan<char> digits)
    {
        UInt128 value = 0;
        foreach (var c in digits)
        {
            var digit = Base58.Bitcoin.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0)
            {
                return null;
            }

            value = (value * 58) + (uint)digit;
        }

        var length = Array.IndexOf(DigitsOf, digits.Length);
        if (length < 0 || value >> (8 * length) != 0)
        {
            return null;
        }

        Span<byte> all = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(all, value);
        return all[^length..].ToArray();
    }
}
