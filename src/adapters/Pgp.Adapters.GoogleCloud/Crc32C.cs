using System.Buffers.Binary;
using System.Numerics;

namespace Pgp.Adapters.GoogleCloud;

/// <summary>
/// CRC-32C (Castagnoli, RFC 3720 appendix B.4): Google's check of a secret's bytes.
/// </summary>
public static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var single in bytes)
        {
            crc = BitOperations.Crc32C(crc, single);
        }

        return ~crc;
    }
}
