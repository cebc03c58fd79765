using System.Security.Cryptography;
using System.Text;
using Pgp.Common.Tokens;

namespace Pgp.Common.Secrets;

/// <summary>
/// Seals secrets that have to be read again, so that whoever sees the database sees none of them:
/// AES-256-GCM. What is sealed for one owner opens for no other, so that nobody can put a secret
/// that he knows in another's place.
/// </summary>
/// <param name="keys">One seals; both open while a rotation is under way.</param>
/// <param name="purpose">Two purposes with one key have nothing in common.</param>
public sealed class SecretBox(KeyRing keys, string purpose)
{
    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int KeySize = 32;
    private const int Overhead = 1 + NonceSize + TagSize;

    /// <returns>Version, nonce, sealed bytes, tag.</returns>
    public byte[] Seal(ReadOnlySpan<byte> secret, string owner)
    {
        var box = new byte[Overhead + secret.Length];
        var bytes = box.AsSpan();
        bytes[0] = Version;
        var nonce = bytes.Slice(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(KeyOf(keys.Current), TagSize);
        cipher.Encrypt(
            nonce,
            secret,
            bytes.Slice(1 + NonceSize, secret.Length),
            bytes[^TagSize..],
            Encoding.UTF8.GetBytes(owner)
        );
        return box;
    }

    /// <returns>
    /// Null when it was sealed for another owner, or with a key that no longer counts.
    /// </returns>
    public byte[]? Open(ReadOnlySpan<byte> box, string owner)
    {
        if (box.Length < Overhead || box[0] != Version)
        {
            return null;
        }

        foreach (var key in keys.Accepted)
        {
            if (Open(box, owner, key) is { } secret)
            {
                return secret;
            }
        }

        return null;
    }

    private byte[]? Open(ReadOnlySpan<byte> box, string owner, SigningKey key)
    {
        var secret = new byte[box.Length - Overhead];
        using var cipher = new AesGcm(KeyOf(key), TagSize);
        try
        {
            cipher.Decrypt(
                box.Slice(1, NonceSize),
                box.Slice(1 + NonceSize, secret.Length),
                box[^TagSize..],
                secret,
                Encoding.UTF8.GetBytes(owner)
            );
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    // The setting is text of any length; HKDF (RFC 5869) makes a key of it for this purpose alone.
    private byte[] KeyOf(SigningKey key) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Encoding.UTF8.GetBytes(key.Material.Reveal()),
            KeySize,
            salt: [],
            Encoding.UTF8.GetBytes("paygateprime:" + purpose)
        );
}
