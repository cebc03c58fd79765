using System.Buffers.Binary;
using Pgp.Channels.Wallets.Encodings;

namespace Pgp.Channels.Wallets.Addresses;

/// <summary>
/// The form that wallets show, <c>UQ…</c> or <c>EQ…</c>, in either alphabet of Base64. The raw form
/// has no checksum, and is not what wallets show.
/// </summary>
internal static class TonAddress
{
    private const int TextLength = 48;
    private const int RawTextLength = 66;
    private const int CrcLength = 2;
    private const byte Bounceable = 0x11;
    private const byte NotBounceable = 0x51;
    private const byte TestFlag = 0x80;

    public static AddressVerdict Read(string text)
    {
        if (IsRaw(text))
        {
            return AddressVerdict.Unsupported(
                "Give the form that wallets show; it begins with UQ or EQ and has a checksum."
            );
        }

        if (Decode(text) is not { } bytes)
        {
            return AddressVerdict.NotOurs;
        }

        var body = bytes.AsSpan()[..^CrcLength];
        var crc = bytes.AsSpan()[^CrcLength..];
        if ((body[0] & ~TestFlag) is not (Bounceable or NotBounceable))
        {
            return AddressVerdict.NotOurs;
        }

        if (BinaryPrimitives.ReadUInt16BigEndian(crc) != Crc16.Of(body))
        {
            return AddressVerdict.Mistyped;
        }

        if ((body[0] & TestFlag) != 0)
        {
            return AddressVerdict.OfTestNetwork;
        }

        if (body[1] != 0)
        {
            return AddressVerdict.Unsupported(
                "Only addresses of the basic workchain are paid to; they begin with UQ or EQ."
            );
        }

        return body[2..].ContainsAnyExcept((byte)0)
            ? new AddressVerdict.Good(UrlSafe(text))
            : AddressVerdict.Zero;
    }

    private static byte[]? Decode(string text)
    {
        var isEither =
            text.Length == TextLength
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '+' or '/');
        // Of the two alphabets, never both at once.
        var isMixed = text.AsSpan().ContainsAny('-', '_') && text.AsSpan().ContainsAny('+', '/');
        return isEither && !isMixed
            ? Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/'))
            : null;
    }

    private static string UrlSafe(string text) => text.Replace('+', '-').Replace('/', '_');

    private static bool IsRaw(string text) =>
        text.Length == RawTextLength
        && text.StartsWith("0:", StringComparison.Ordinal)
        && text.Skip(2).All(char.IsAsciiHexDigit);
}
