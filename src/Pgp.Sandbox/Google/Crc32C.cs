using System.Globalization;
using System.Numerics;

namespace Pgp.Sandbox.Google;

/// <summary>The Castagnoli checksum that Google puts beside payloads.</summary>
internal static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var part in data)
        {
            crc = BitOperations.Crc32C(crc, part);
        }

        return ~crc;
    }

    /// <summary>The wire form: an int64 written as text.</summary>
    public static string Text(ReadOnlySpan<byte> data) =>
        Of(data).ToString(CultureInfo.InvariantCulture);
}
