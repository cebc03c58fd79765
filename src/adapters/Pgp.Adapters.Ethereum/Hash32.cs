using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Pgp.Adapters.Ethereum.Encoding;

namespace Pgp.Adapters.Ethereum;

/// <summary>
/// 32 bytes that name something: a transaction, a block, a log topic, a digest to be signed. Text
/// form <c>0x</c> and 64 lower-case digits.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Hash32
{
    public const int Length = 32;

    private readonly UInt128 high;
    private readonly UInt128 low;

    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public Hash32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"a hash has {Length} bytes", nameof(bytes));
        }

        high = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        low = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
    }

    /// <exception cref="FormatException">Not <c>0x</c> and 64 hexadecimal digits.</exception>
    public static Hash32 Parse(string text) =>
        TryParse(text, out var hash)
            ? hash
            : throw new FormatException("a hash is written 0x and 64 hexadecimal digits");

    public static bool TryParse(string? text, out Hash32 hash)
    {
        hash = default;
        if (!Hex.TryParseData(text, out var bytes) || bytes.Length != Length)
        {
            return false;
        }

        hash = new Hash32(bytes);
        return true;
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), low);
        return bytes;
    }

    public override string ToString() => Hex.Data(ToArray());
}
