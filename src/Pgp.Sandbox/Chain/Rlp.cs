using System.Numerics;

namespace Pgp.Sandbox.Chain;

/// <summary>Just enough recursive-length-prefix to look into a raw transaction.</summary>
internal static class Rlp
{
    /// <summary>
    /// The raw payloads of the items of the outermost list, or null if it is none.
    /// </summary>
    public static IReadOnlyList<(byte[] Encoded, byte[] Payload)>? Items(ReadOnlySpan<byte> list)
    {
        if (
            Header(list) is not { } outer
            || list[0] < 0xc0
            || outer.Offset + outer.Length != list.Length
        )
        {
            return null;
        }

        var rest = list[outer.Offset..];
        var items = new List<(byte[], byte[])>();
        while (!rest.IsEmpty)
        {
            if (Header(rest) is not { } item || item.Offset + item.Length > rest.Length)
            {
                return null;
            }

            var end = item.Offset + item.Length;
            items.Add((rest[..end].ToArray(), rest[item.Offset..end].ToArray()));
            rest = rest[end..];
        }

        return items;
    }

    /// <summary>A list around items that are encoded already.</summary>
    public static byte[] List(IEnumerable<byte[]> items)
    {
        var body = items.SelectMany(item => item).ToArray();
        if (body.Length <= 55)
        {
            return [(byte)(0xc0 + body.Length), .. body];
        }

        var length = new BigInteger(body.Length).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [(byte)(0xf7 + length.Length), .. length, .. body];
    }

    public static BigInteger Number(byte[] payload) =>
        new(payload, isUnsigned: true, isBigEndian: true);

    private static (int Offset, int Length)? Header(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return null;
        }

        int first = data[0];
        return first switch
        {
            < 0x80 => (0, 1),
            <= 0xb7 => (1, first - 0x80),
            < 0xc0 => Long(data, first - 0xb7),
            <= 0xf7 => (1, first - 0xc0),
            _ => Long(data, first - 0xf7),
        };
    }

    private static (int Offset, int Length)? Long(ReadOnlySpan<byte> data, int lengthBytes)
    {
        if (lengthBytes > 3 || data.Length <= lengthBytes)
        {
            return null;
        }

        var length = 0;
        foreach (var part in data.Slice(1, lengthBytes))
        {
            length = (length << 8) | part;
        }

        return (1 + lengthBytes, length);
    }
}
