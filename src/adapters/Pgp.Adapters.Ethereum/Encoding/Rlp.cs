using System.Numerics;

namespace Pgp.Adapters.Ethereum.Encoding;

/// <summary>
/// Recursive length prefix encoding (Yellow Paper, appendix B). Integers are big-endian without
/// leading zeros, so zero is the empty string <c>0x80</c>.
/// </summary>
internal static class Rlp
{
    private const byte StringOffset = 0x80;
    private const byte ListOffset = 0xc0;

    // Up to this length the first byte alone tells it.
    private const int ShortLengthMax = 55;

    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static byte[] Integer(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return value.IsZero
            ? Bytes([])
            : Bytes(value.ToByteArray(isUnsigned: true, isBigEndian: true));
    }

    public static byte[] Bytes(ReadOnlySpan<byte> content) =>
        content.Length == 1 && content[0] < StringOffset
            ? content.ToArray()
            : [.. Head(StringOffset, content.Length), .. content];

    /// <param name="items">Already encoded, in order.</param>
    public static byte[] List(params ReadOnlySpan<byte[]> items)
    {
        var length = 0;
        foreach (var item in items)
        {
            length += item.Length;
        }

        var encoded = new List<byte>(length + 4);
        encoded.AddRange(Head(ListOffset, length));
        foreach (var item in items)
        {
            encoded.AddRange(item);
        }

        return [.. encoded];
    }

    private static byte[] Head(byte offset, int length)
    {
        if (length <= ShortLengthMax)
        {
            return [(byte)(offset + length)];
        }

        var size = new BigInteger(length).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [(byte)(offset + ShortLengthMax + size.Length), .. size];
    }
}
