using Pgp.Channels.Wallets.Encodings;

namespace Pgp.Channels.Wallets.Addresses;

/// <summary>
/// Transparent addresses, <c>t1…</c> and <c>t3…</c>. Exchanges send from transparent wallets and
/// refuse all others.
/// </summary>
internal static class ZcashAddress
{
    private static readonly HashAddress Transparent = new(
        Base58.Bitcoin,
        "t",
        [
            [0x1c, 0xb8],
            [0x1c, 0xbd],
        ],
        [
            [0x1d, 0x25],
            [0x1c, 0xba],
        ]
    );

    public static AddressVerdict Read(string text) =>
        Bech32.Read(text) switch
        {
            { Prefix: "u" or "zs" or "tex" } => AddressVerdict.Unsupported(
                "Exchanges pay to transparent addresses only. Give one that begins with t1 or t3."
            ),
            { Prefix: "utest" or "ztestsapling" or "textest" } => AddressVerdict.OfTestNetwork,
            _ => Transparent.Read(text),
        };
}
