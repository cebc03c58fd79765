using Pgp.Channels.Wallets.Encodings;

namespace Pgp.Channels.Wallets.Addresses;

/// <summary><c>D…</c>, and <c>9…</c> or <c>A…</c> for scripts.</summary>
internal static class DogecoinAddress
{
    private static readonly HashAddress Legacy = new(
        Base58.Bitcoin,
        "D9A",
        [
            [0x1e],
            [0x16],
        ],
        [
            [0x71],
            [0xc4],
        ]
    );

    public static AddressVerdict Read(string text) => Legacy.Read(text);
}
