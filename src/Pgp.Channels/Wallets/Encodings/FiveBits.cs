namespace Pgp.Channels.Wallets.Encodings;

/// <summary>Texts of which every sign stands for five bits.</summary>
internal static class FiveBits
{
    public const string Bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    public const string Rfc4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <returns><see langword="null"/> when a sign is not in the alphabet.</returns>
    public static byte[]? Read(ReadOnlySpan<char> text, string alphabet)
    {
        var values = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var value = alphabet.IndexOf(text[i], StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            values[i] = (byte)value;
        }

        return values;
    }

    /// <summary>The whole bytes in them.</summary>
    /// <returns>
    /// <see langword="null"/> when what is left over is a sign too many or is not zero: then the
    /// same bytes would have several texts.
    /// </returns>
    public static byte[]? ToBytes(ReadOnlySpan<byte> values)
    {
        var bytes = new List<byte>(values.Length * 5 / 8);
        var (held, bits) = (0, 0);
        foreach (var value in values)
        {
            held = ((held << 5) | value) & 0xfff;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(held >> bits));
            }
        }

        var isClean = bits < 5 && (held & ((1 << bits) - 1)) == 0;
        return isClean ? [.. bytes] : null;
    }
}
