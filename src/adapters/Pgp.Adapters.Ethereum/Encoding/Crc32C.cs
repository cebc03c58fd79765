using System.Numerics;

namespace Pgp.Adapters.Ethereum.Encoding;

/// <summary>
/// The Castagnoli checksum with which Google guards bytes in transit (spec 70, 4.8).
/// </summary>
internal static class Crc32C
{
    public static long Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var item in bytes)
        {
            crc = BitOperations.Crc32C(crc, item);
        }

        return ~crc;
    }
}
