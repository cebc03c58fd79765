namespace Pgp.Channels.Wallets.Encodings;

/// <summary>The CRC of XMODEM: polynomial 0x1021, from zero, nothing reflected.</summary>
internal static class Crc16
{
    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        var crc = 0;
        foreach (var value in bytes)
        {
            crc ^= value << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
            }

            crc &= 0xffff;
        }

        return (ushort)crc;
    }
}
