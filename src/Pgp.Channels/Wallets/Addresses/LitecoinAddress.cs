using Pgp.Channels.Wallets.Encodings;

namespace Pgp.Channels.Wallets.Addresses;

/// <summary>
/// <c>L…</c>, <c>M…</c>, <c>ltc1…</c>, and the <c>3…</c> that scripts had before <c>M</c>; it is
/// still valid, and looks like Bitcoin's.
/// </summary>
internal static class LitecoinAddress
{
    private static readonly HashAddress Legacy = new(
        Base58.Bitcoin,
        "LM3",
        [
            [0x30],
            [0x32],
            [0x05],
        ],
        [
            [0x6f],
            [0x3a],
            [0xc4],
        ]
    );

    private static readonly SegwitAddress Segwit = new("ltc", ["tltc", "rltc"]);

    public static AddressVerdict Read(string text)
    {
        if (text.StartsWith("ltcmweb1", StringComparison.OrdinalIgnoreCase))
        {
            return AddressVerdict.Unsupported(
                "No exchange pays to MWEB addresses. Give one that begins with ltc1, L or M."
            );
        }

        return Legacy.Read(text) is var legacy and not AddressVerdict.Foreign
            ? legacy
            : Segwit.Read(text);
    }
}
