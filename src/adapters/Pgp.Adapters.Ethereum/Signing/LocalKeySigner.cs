using System.Numerics;
using Pgp.Adapters.Ethereum.Encoding;
using CurveInteger = Org.BouncyCastle.Math.BigInteger;

namespace Pgp.Adapters.Ethereum.Signing;

/// <summary>
/// Signs with a key in this process's memory. Deterministic (RFC 6979): the same transaction gives
/// the same bytes, also after a restart.
/// </summary>
public sealed class LocalKeySigner : ISigner
{
    private const int KeyLength = 32;

    private readonly CurveInteger key;

    /// <param name="key">32 bytes, big-endian.</param>
    /// <exception cref="ArgumentException">Not 32 bytes, or no number from 1 to n − 1.</exception>
    public LocalKeySigner(ReadOnlySpan<byte> key)
    {
        if (
            key.Length != KeyLength
            || !Secp256k1.IsScalar(new BigInteger(key, isUnsigned: true, isBigEndian: true))
        )
        {
            throw new ArgumentException("not a private key of secp256k1", nameof(key));
        }

        this.key = new CurveInteger(1, key);
        Address = Secp256k1.AddressOf(this.key);
    }

    public EthAddress Address { get; }

    /// <summary>Reads 64 hexadecimal digits, with or without <c>0x</c>.</summary>
    /// <exception cref="FormatException">No key. The message does not repeat the text.</exception>
    public static LocalKeySigner Parse(string text)
    {
        var digits = text.StartsWith("0x", StringComparison.Ordinal) ? text.AsSpan(2) : text;
        Span<byte> bytes = stackalloc byte[KeyLength];
        return
            Hex.TryParseInto(digits, bytes)
            && Secp256k1.IsScalar(new BigInteger(bytes, isUnsigned: true, isBigEndian: true))
            ? new LocalKeySigner(bytes)
            : throw new FormatException("a private key is 64 hexadecimal digits from 1 to n − 1");
    }

    public ValueTask<SignedTransaction> SignAsync(
        Eip1559Transaction transaction,
        CancellationToken ct
    ) => ValueTask.FromResult(transaction.Encode(Sign(transaction.SigningHash)));

    /// <summary>Never the key.</summary>
    public override string ToString() => $"local key of {Address}";

    internal EcdsaSignature Sign(Hash32 digest) => Secp256k1.Sign(key, digest);
}
