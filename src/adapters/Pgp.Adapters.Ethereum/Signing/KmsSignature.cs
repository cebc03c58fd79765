using System.Formats.Asn1;
using System.Numerics;

namespace Pgp.Adapters.Ethereum.Signing;

/// <summary>
/// From what a key service answers to what a transaction carries (spec 70, 4.8): half of its
/// signatures have an upper <c>s</c>, and none tells the parity.
/// </summary>
public static class KmsSignature
{
    private const string EcPublicKeyOid = "1.2.840.10045.2.1";
    private const string Secp256k1Oid = "1.3.132.0.10";

    /// <summary>Reads <c>SEQUENCE(INTEGER r, INTEGER s)</c> and finds the parity.</summary>
    /// <param name="der">The signature as it came.</param>
    /// <param name="digest">The 32 bytes that were to be signed.</param>
    /// <param name="signer">Whose key should have signed.</param>
    /// <param name="signature">With a lower <c>s</c>.</param>
    /// <returns>
    /// <see langword="false"/> if it is not this signer's signature of this digest.
    /// </returns>
    public static bool TryConvert(
        ReadOnlyMemory<byte> der,
        Hash32 digest,
        EthAddress signer,
        out EcdsaSignature signature
    )
    {
        signature = default;
        if (
            !TryReadIntegers(der, out var r, out var s)
            || !Secp256k1.IsScalar(r)
            || !Secp256k1.IsScalar(s)
        )
        {
            return false;
        }

        for (var yParity = 0; yParity <= 1; yParity++)
        {
            var candidate = EcdsaSignature.LowS(r, s, yParity);
            if (Secp256k1.TryRecover(digest, candidate, out var found) && found == signer)
            {
                signature = candidate;
                return true;
            }
        }

        return false;
    }

    /// <summary>The address of a public key in the form SubjectPublicKeyInfo (RFC 5480).</summary>
    public static bool TryReadAddress(ReadOnlyMemory<byte> spki, out EthAddress address)
    {
        address = default;
        try
        {
            var reader = new AsnReader(spki, AsnEncodingRules.DER);
            var info = reader.ReadSequence();
            var algorithm = info.ReadSequence();
            var isOurCurve =
                algorithm.ReadObjectIdentifier() == EcPublicKeyOid
                && algorithm.ReadObjectIdentifier() == Secp256k1Oid;
            var point = info.ReadBitString(out _);
            info.ThrowIfNotEmpty();
            reader.ThrowIfNotEmpty();
            return isOurCurve && Secp256k1.TryAddressOf(point, out address);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static bool TryReadIntegers(
        ReadOnlyMemory<byte> der,
        out BigInteger r,
        out BigInteger s
    )
    {
        (r, s) = (BigInteger.Zero, BigInteger.Zero);
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.DER);
            var pair = reader.ReadSequence();
            (r, s) = (pair.ReadInteger(), pair.ReadInteger());
            pair.ThrowIfNotEmpty();
            reader.ThrowIfNotEmpty();
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
