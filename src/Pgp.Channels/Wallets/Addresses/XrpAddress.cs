using Pgp.Channels.Wallets.Encodings;

namespace Pgp.Channels.Wallets.Addresses;

/// <summary>
/// Classic addresses, <c>r…</c>. An X-address holds address and tag in one; the exchange takes the
/// two apart only, and so does the owner, who can then see both.
/// </summary>
internal static class XrpAddress
{
    private const int XAddressLength = 47;

    private static readonly HashAddress Classic = new(
        Base58.Ripple,
        "r",
        [
            [0x00],
        ],
        []
    );

    public static AddressVerdict Read(string text) =>
        text.Length == XAddressLength
        && text[0] == 'X'
        && Base58.Decode(text, Base58.Ripple) is not null
            ? AddressVerdict.Unsupported(
                "Give the address that begins with r, and the destination tag by itself."
            )
            : Classic.Read(text);
}
