using Pgp.Channels.Wallets.Encodings;

namespace Pgp.Channels.Wallets.Addresses;

/// <summary><c>T…</c>; the networks for tests have the same.</summary>
internal static class TronAddress
{
    private static readonly HashAddress Account = new(
        Base58.Bitcoin,
        "T",
        [
            [0x41],
        ],
        []
    );

    public static AddressVerdict Read(string text) => Account.Read(text);
}
