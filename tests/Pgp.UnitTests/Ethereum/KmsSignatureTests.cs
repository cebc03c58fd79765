using System.Formats.Asn1;
using System.Numerics;
using CsCheck;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Encoding;
using Pgp.Adapters.Ethereum.Signing;

namespace Pgp.UnitTests.Ethereum;

public class KmsSignatureTests
{
    private static readonly Hash32 Digest = Known.EtherTransfer.SigningHash;
    private static readonly EthAddress Sender = EthAddress.Parse(Known.Sender);

    [Theory]
    [InlineData(KmsVector.LowS)]
    [InlineData(KmsVector.HighS)]
    public void Both_forms_of_a_signature_become_the_same(string der)
    {
        var bytes = Convert.FromBase64String(der);
        Assert.True(KmsSignature.TryConvert(bytes, Digest, Sender, out var signature));
        Assert.Equal(
            Known.Number("d191ede951cb1bab20ce5be66b174920ecf602cb6fe6df06f07d1c99c05d84da"),
            signature.R
        );
        Assert.Equal(
            Known.Number("195676bb4732b48b9c4d1f16d1a5bc8242d76974bee4ae49169a5399476b2ebb"),
            signature.S
        );
        Assert.Equal(0, signature.YParity);
    }

    [Fact]
    public void The_checksums_are_those_of_the_service()
    {
        Assert.Equal(KmsVector.Digest, Convert.ToBase64String(Digest.ToArray()));
        Assert.Equal(2_600_824_047, Crc32C.Of(Digest.ToArray()));
        Assert.Equal(2_385_104_363, Crc32C.Of(Convert.FromBase64String(KmsVector.LowS)));
    }

    [Fact]
    public void The_address_follows_from_the_public_key()
    {
        var spki = Convert.FromBase64String(KmsVector.PublicKey);
        Assert.True(KmsSignature.TryReadAddress(spki, out var address));
        Assert.Equal(Sender, address);
    }

    [Fact]
    public void Every_signature_converts_in_either_form() =>
        Gen.Select(Known.Signers, Known.Hashes, Gen.Bool)
            .Sample(
                (signer, digest, high) =>
                {
                    var made = signer.Sign(digest);
                    var der = Der(made.R, high ? Secp256k1.Order - made.S : made.S);
                    Assert.True(
                        KmsSignature.TryConvert(der, digest, signer.Address, out var converted)
                    );
                    Assert.Equal(made, converted);
                }
            );

    [Fact]
    public void A_signature_of_another_key_or_digest_is_refused()
    {
        var der = Convert.FromBase64String(KmsVector.LowS);
        var stranger = EthAddress.Parse(Known.Receiver);
        Assert.False(KmsSignature.TryConvert(der, Digest, stranger, out _));
        Assert.False(KmsSignature.TryConvert(der, Known.UsdtTransfer.SigningHash, Sender, out _));
    }

    [Fact]
    public void What_is_no_pair_of_numbers_is_refused()
    {
        var der = Convert.FromBase64String(KmsVector.LowS);
        byte[][] broken =
        [
            [],
            [0x30],
            der[..^1],
            [.. der, 0x00],
            Der(0, 1),
            Der(1, 0),
            Der(-1, 1),
            Der(Secp256k1.Order, 1),
            Der(1, Secp256k1.Order + 1),
        ];
        foreach (var bytes in broken)
        {
            Assert.False(KmsSignature.TryConvert(bytes, Digest, Sender, out _));
        }
    }

    [Fact]
    public void A_public_key_of_another_kind_is_refused()
    {
        var right = Convert.FromBase64String(KmsVector.PublicKey);
        var otherCurve = right.ToArray();
        otherCurve[22] = 0x0b; // secp256k1 ends in 0.10.
        var offTheCurve = right.ToArray();
        offTheCurve[^1] ^= 1;
        byte[][] broken =
        [
            [],
            right[..^1],
            [.. right, 0x00],
            otherCurve,
            offTheCurve,
        ];
        foreach (var bytes in broken)
        {
            Assert.False(KmsSignature.TryReadAddress(bytes, out _));
        }
    }

    private static byte[] Der(BigInteger r, BigInteger s)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(s);
        }

        return writer.Encode();
    }
}
