namespace Pgp.Channels.Wallets.Encodings;

/// <summary>What Bitcoin Cash writes instead of Base58.</summary>
/// <param name="Prefix">In lower case, without its colon.</param>
/// <param name="Content">
/// Kind and length in the first byte, then the hash; null where the signs make no whole bytes.
/// </param>
/// <param name="IsIntact">Whether the checksum is right.</param>
internal sealed record CashAddr(string Prefix, byte[]? Content, bool IsIntact)
{
    private const int ChecksumLength = 8;

    private static readonly ulong[] Generator =
    [
        0x98f2bc8e61,
        0x79b76d99e2,
        0xf33e5fb3c4,
        0xae2eabe2a8,
        0x1e4f43e470,
    ];

    /// <param name="prefix">Assumed where the text has none.</param>
    /// <returns><see langword="null"/> when it is not even of this form.</returns>
    public static CashAddr? Read(string text, string prefix)
    {
        if (text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiLetterUpper))
        {
            return null;
        }

        var lower = text.ToLowerInvariant();
        var colon = lower.IndexOf(':', StringComparison.Ordinal);
        var written = colon < 0 ? prefix : lower[..colon];
        if (
            FiveBits.Read(lower.AsSpan(colon + 1), FiveBits.Bech32) is not { } values
            || values.Length <= ChecksumLength
        )
        {
            return null;
        }

        return new CashAddr(
            written,
            FiveBits.ToBytes(values.AsSpan()[..^ChecksumLength]),
            Polymod(written, values) == 0
        );
    }

    private static ulong Polymod(string prefix, byte[] values)
    {
        var checksum = 1ul;
        foreach (var value in prefix.Select(c => (byte)(c & 31)).Append((byte)0).Concat(values))
        {
            var top = checksum >> 35;
            checksum = ((checksum & 0x07ffffffff) << 5) ^ value;
            for (var i = 0; i < Generator.Length; i++)
            {
                checksum ^= ((top >> i) & 1) == 1 ? Generator[i] : 0;
            }
        }

        return checksum ^ 1;
    }
}
