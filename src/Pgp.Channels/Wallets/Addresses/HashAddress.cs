using Pgp.Channels.Wallets.Encodings;

namespace Pgp.Channels.Wallets.Addresses;

/// <summary>
/// Base58Check of a version and the 20-byte hash of a key or script: the form that Bitcoin began
/// with, and its family kept.
/// </summary>
/// <param name="FirstSigns">What such texts begin with.</param>
/// <param name="Versions">Those that are paid to.</param>
/// <param name="TestVersions">Those of the network for tests.</param>
internal sealed record HashAddress(
    string Alphabet,
    string FirstSigns,
    byte[][] Versions,
    byte[][] TestVersions
)
{
    private const int HashLength = 20;
    private const int TextLengthMin = 25;
    private const int TextLengthMax = 36;

    public AddressVerdict Read(string text)
    {
        if (
            text.Length is < TextLengthMin or > TextLengthMax
            || Base58Check.Read(text, Alphabet) is not { } read
        )
        {
            return AddressVerdict.NotOurs;
        }

        if (!read.IsIntact)
        {
            var isMeant = FirstSigns.Contains(text[0], StringComparison.Ordinal);
            return isMeant ? AddressVerdict.Mistyped : AddressVerdict.NotOurs;
        }

        if (IsOf(TestVersions, read.Content))
        {
            return AddressVerdict.OfTestNetwork;
        }

        if (!IsOf(Versions, read.Content))
        {
            return AddressVerdict.NotOurs;
        }

        return read.Content.AsSpan()[^HashLength..].ContainsAnyExcept((byte)0)
            ? new AddressVerdict.Good(text)
            : AddressVerdict.Zero;
    }

    private static bool IsOf(byte[][] versions, byte[] content) =>
        versions.Any(version =>
            content.Length == version.Length + HashLength && content.AsSpan().StartsWith(version)
        );
}
