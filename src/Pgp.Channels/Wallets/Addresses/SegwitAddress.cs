using Pgp.Channels.Wallets.Encodings;

namespace Pgp.Channels.Wallets.Addresses;

/// <summary>
/// Witness programs, in Bech32 (BIP-173) or, from version 1 on, Bech32m (BIP-350).
/// </summary>
/// <param name="Prefix">Of the network itself.</param>
/// <param name="TestPrefixes">Of its networks for tests.</param>
internal sealed record SegwitAddress(string Prefix, string[] TestPrefixes)
{
    private const int TextLengthMax = 90;
    private const int TaprootLength = 32;

    public AddressVerdict Read(string text)
    {
        if (text.Length > TextLengthMax || Bech32.Read(text) is not { } read)
        {
            return AddressVerdict.NotOurs;
        }

        if (TestPrefixes.Contains(read.Prefix))
        {
            return AddressVerdict.OfTestNetwork;
        }

        if (read.Prefix != Prefix || read.Values is not [var version, .. var rest])
        {
            return AddressVerdict.NotOurs;
        }

        var expected = version == 0 ? Bech32Checksum.Bech32 : Bech32Checksum.Bech32m;
        if (read.Checksum != expected)
        {
            return AddressVerdict.Mistyped;
        }

        return (version, FiveBits.ToBytes(rest)) switch
        {
            (0, { Length: 20 or 32 }) or (1, { Length: TaprootLength }) => new AddressVerdict.Good(
                text.ToLowerInvariant()
            ),
            (0 or 1 or > 16, _) or (_, null) => AddressVerdict.NotOurs,
            // Whoever mines could take it.
            _ => AddressVerdict.Unsupported("No wallet uses this version of segwit yet."),
        };
    }
}
