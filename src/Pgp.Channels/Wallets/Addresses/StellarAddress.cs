using System.Buffers.Binary;
using Pgp.Channels.Wallets.Encodings;

namespace Pgp.Channels.Wallets.Addresses;

/// <summary>
/// Accounts, <c>G…</c> (SEP-23). A muxed address, <c>M…</c>, holds account and number in one;
/// exchanges take the two apart only.
/// </summary>
internal static class StellarAddress
{
    private const int AccountTextLength = 56;
    private const int MuxedTextLength = 69;
    private const byte AccountVersion = 6 << 3;
    private const byte ContractVersion = 2 << 3;
    private const byte MuxedVersion = 12 << 3;
    private const int CrcLength = 2;

    public static AddressVerdict Read(string text)
    {
        if (
            text.Length is not (AccountTextLength or MuxedTextLength)
            || FiveBits.Read(text, FiveBits.Rfc4648) is not { } values
            || FiveBits.ToBytes(values) is not { } bytes
        )
        {
            return AddressVerdict.NotOurs;
        }

        var body = bytes.AsSpan()[..^CrcLength];
        var crc = bytes.AsSpan()[^CrcLength..];
        var isIntact = BinaryPrimitives.ReadUInt16LittleEndian(crc) == Crc16.Of(body);
        return (body[0], isIntact) switch
        {
            (AccountVersion, true) => body[1..].ContainsAnyExcept((byte)0)
                ? new AddressVerdict.Good(text)
                : AddressVerdict.Zero,
            (MuxedVersion, true) => AddressVerdict.Unsupported(
                "Give the address that begins with G, and the memo by itself."
            ),
            (ContractVersion, true) => AddressVerdict.Unsupported(
                "This is a contract. Give an account's address; it begins with G."
            ),
            (AccountVersion or MuxedVersion, false) => AddressVerdict.Mistyped,
            _ => AddressVerdict.NotOurs,
        };
    }
}
