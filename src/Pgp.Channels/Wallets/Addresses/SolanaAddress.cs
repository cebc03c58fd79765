using Org.BouncyCastle.Math.EC.Rfc8032;
using Pgp.Channels.Wallets.Encodings;

namespace Pgp.Channels.Wallets.Addresses;

/// <summary>
/// A wallet's public key. There is no checksum, but only one in sixteen numbers is a key: the
/// others are typing mistakes, or accounts of programs and tokens, which do not take every coin.
/// </summary>
internal static class SolanaAddress
{
    private const int KeyLength = 32;
    private const int TextLengthMin = 32;
    private const int TextLengthMax = 44;

    public static AddressVerdict Read(string text)
    {
        if (
            text.Length is < TextLengthMin or > TextLengthMax
            || Base58.Decode(text, Base58.Bitcoin) is not { Length: KeyLength } key
        )
        {
            return AddressVerdict.NotOurs;
        }

        if (!key.AsSpan().ContainsAnyExcept((byte)0))
        {
            return AddressVerdict.Zero;
        }

        return Ed25519.ValidatePublicKeyFull(key, 0)
            ? new AddressVerdict.Good(text)
            : AddressVerdict.Unsupported(
                "This is no wallet's address: it has a typing mistake, or is of a program or token."
            );
    }
}
