namespace Pgp.Channels.Wallets.Encodings;

/// <summary>Which constant a text's checksum comes to.</summary>
internal enum Bech32Checksum
{
    Wrong,

    /// <summary>BIP-173.</summary>
    Bech32,

    /// <summary>BIP-350.</summary>
    Bech32m,
}

/// <summary>A prefix, and data that a checksum protects together with it.</summary>
/// <param name="Prefix">In lower case, without the 1 behind it.</param>
/// <param name="Values">Five bits each, without the checksum.</param>
internal sealed record Bech32(string Prefix, byte[] Values, Bech32Checksum Checksum)
{
    private const int ChecksumLength = 6;
    private const uint MConstant = 0x2bc830a3;

    private static readonly uint[] Generator =
    [
        0x3b6a57b2,
        0x26508e6d,
        0x1ea119fa,
        0x3d4233dd,
        0x2a1462b3,
    ];

    /// <returns><see langword="null"/> when it is not even of this form.</returns>
    public static Bech32? Read(string text)
    {
        // Upper case is for QR codes; a mixture is a mistake.
        var isMixed = text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiLetterUpper);
        var lower = text.ToLowerInvariant();
        var end = lower.LastIndexOf('1');
        if (isMixed || end < 1 || end + ChecksumLength >= lower.Length)
        {
            return null;
        }

        var prefix = lower[..end];
        if (
            !prefix.All(c => c is > ' ' and <= '~')
            || FiveBits.Read(lower.AsSpan(end + 1), FiveBits.Bech32) is not { } values
        )
        {
            return null;
        }

        var checksum = Polymod(prefix, values) switch
        {
            1 => Bech32Checksum.Bech32,
            MConstant => Bech32Checksum.Bech32m,
            _ => Bech32Checksum.Wrong,
        };
        return new Bech32(prefix, values[..^ChecksumLength], checksum);
    }

    private static uint Polymod(string prefix, byte[] values)
    {
        var checksum = 1u;
        foreach (var value in Expanded(prefix).Concat(values))
        {
            var top = checksum >> 25;
            checksum = ((checksum & 0x1ffffff) << 5) ^ value;
            for (var i = 0; i < Generator.Length; i++)
            {
                checksum ^= ((top >> i) & 1) == 1 ? Generator[i] : 0;
            }
        }

        return checksum;
    }

    private static IEnumerable<byte> Expanded(string prefix) =>
        [.. prefix.Select(c => (byte)(c >> 5)), 0, .. prefix.Select(c => (byte)(c & 31))];
}
