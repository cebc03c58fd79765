using Pgp.Channels.Wallets.Encodings;

namespace Pgp.Channels.Wallets.Addresses;

/// <summary>
/// Addresses of keys, <c>addr1…</c> (CIP-19). What is sent to a script without its datum is locked
/// for good, and addresses of the Byron era are no longer what wallets show.
/// </summary>
internal static class CardanoAddress
{
    private const int MainNetwork = 1;
    private const int HashLength = 28;
    private const int TextLengthMax = 120;
    private const int ByronTextLengthMin = 59;

    public static AddressVerdict Read(string text)
    {
        if (text.Length > TextLengthMax)
        {
            return AddressVerdict.NotOurs;
        }

        return Bech32.Read(text) switch
        {
            { Prefix: "addr", Checksum: Bech32Checksum.Bech32 } read => OfContent(text, read),
            { Prefix: "addr" } => AddressVerdict.Mistyped,
            { Prefix: "addr_test" or "stake_test" } => AddressVerdict.OfTestNetwork,
            { Prefix: "stake" } => AddressVerdict.Unsupported(
                "Nothing can be sent to a stake address. Give one that begins with addr1."
            ),
            _ => OfByron(text),
        };
    }

    private static AddressVerdict OfContent(string text, Bech32 read)
    {
        if (FiveBits.ToBytes(read.Values) is not [var header, .. var rest])
        {
            return AddressVerdict.NotOurs;
        }

        if ((header & 0xf) != MainNetwork)
        {
            return AddressVerdict.OfTestNetwork;
        }

        return (header >> 4, rest.Length) switch
        {
            // A key, with a stake of a key or of a script, or with none.
            (0 or 2, 2 * HashLength) or (6, HashLength) => new AddressVerdict.Good(
                text.ToLowerInvariant()
            ),
            (1 or 3 or 5 or 7, _) => AddressVerdict.Unsupported(
                "This is the address of a script. Give one of a key; it begins with addr1q or addr1v."
            ),
            _ => AddressVerdict.Unsupported(
                "Wallets no longer show this form. Give one that begins with addr1q or addr1v."
            ),
        };
    }

    private static AddressVerdict OfByron(string text)
    {
        var isByron =
            text.Length >= ByronTextLengthMin
            && (
                text.StartsWith("Ae2", StringComparison.Ordinal)
                || text.StartsWith("DdzFF", StringComparison.Ordinal)
            )
            && Base58.Decode(text, Base58.Bitcoin) is not null;
        return isByron
            ? AddressVerdict.Unsupported(
                "This form is of the Byron era. Give an address that begins with addr1."
            )
            : AddressVerdict.NotOurs;
    }
}
