using System.Security.Cryptography;

namespace Pgp.Channels.Wallets.Encodings;

/// <summary>Bytes and four of their double SHA-256, as Bitcoin's family writes them.</summary>
/// <param name="Content">Without the checksum.</param>
/// <param name="IsIntact">Whether the checksum is right.</param>
internal sealed record Base58Check(byte[] Content, bool IsIntact)
{
    private const int ChecksumLength = 4;

    /// <returns><see langword="null"/> when it is not even of this form.</returns>
    public static Base58Check? Read(string text, string alphabet)
    {
        if (Base58.Decode(text, alphabet) is not { Length: > ChecksumLength } bytes)
        {
            return null;
        }

        var content = bytes[..^ChecksumLength];
        var hash = SHA256.HashData(SHA256.HashData(content));
        return new Base58Check(
            content,
            hash.AsSpan(0, ChecksumLength).SequenceEqual(bytes.AsSpan()[^ChecksumLength..])
        );
    }
}
