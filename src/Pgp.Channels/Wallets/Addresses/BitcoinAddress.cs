using Pgp.Channels.Wallets.Encodings;

namespace Pgp.Channels.Wallets.Addresses;

/// <summary><c>1…</c>, <c>3…</c>, <c>bc1q…</c> and <c>bc1p…</c></summary>
internal static class BitcoinAddress
{
    public static HashAddress Legacy { get; } =
        new(
            Base58.Bitcoin,
            "13",
            [
                [0x00],
                [0x05],
            ],
            [
                [0x6f],
                [0xc4],
            ]
        );

    private static readonly SegwitAddress Segwit = new("bc", ["tb", "bcrt"]);

    public static AddressVerdict Read(string text) =>
        Legacy.Read(text) is var legacy and not AddressVerdict.Foreign ? legacy : Segwit.Read(text);
}
