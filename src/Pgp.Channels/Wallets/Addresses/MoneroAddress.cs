using Org.BouncyCastle.Crypto.Digests;
using Pgp.Channels.Wallets.Encodings;

namespace Pgp.Channels.Wallets.Addresses;

/// <summary>
/// Addresses, <c>4…</c>, with a payment id in them or not, and subaddresses, <c>8…</c>.
/// </summary>
internal static class MoneroAddress
{
    private const int TextLength = 95;
    private const int IntegratedTextLength = 106;
    private const int ChecksumLength = 4;
    private const int HashBits = 256;

    // Network, two keys, checksum; integrated ones have eight bytes more.
    private const int Length = 1 + 32 + 32 + ChecksumLength;
    private const int IntegratedLength = Length + 8;

    public static AddressVerdict Read(string text)
    {
        if (
            text.Length is not (TextLength or IntegratedTextLength)
            || MoneroBase58.Decode(text) is not { } bytes
        )
        {
            return AddressVerdict.NotOurs;
        }

        return (bytes[0], bytes.Length, IsIntact(bytes)) switch
        {
            (18 or 42, Length, true) or (19, IntegratedLength, true) => new AddressVerdict.Good(
                text
            ),
            // Of the test and stage networks.
            (53 or 63 or 24 or 36, Length, true) or (54 or 25, IntegratedLength, true) =>
                AddressVerdict.OfTestNetwork,
            (_, _, false) when text[0] is '4' or '8' => AddressVerdict.Mistyped,
            _ => AddressVerdict.NotOurs,
        };
    }

    private static bool IsIntact(byte[] bytes)
    {
        var digest = new KeccakDigest(HashBits);
        digest.BlockUpdate(bytes.AsSpan()[..^ChecksumLength]);
        Span<byte> hash = stackalloc byte[HashBits / 8];
        digest.DoFinal(hash);
        return hash[..ChecksumLength].SequenceEqual(bytes.AsSpan()[^ChecksumLength..]);
    }
}
