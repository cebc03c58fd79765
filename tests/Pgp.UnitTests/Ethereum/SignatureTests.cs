using System.Numerics;
using CsCheck;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Signing;

namespace Pgp.UnitTests.Ethereum;

public class SignatureTests
{
    private static readonly Gen<(LocalKeySigner Signer, Hash32 Digest)> Cases = Gen.Select(
        Known.Signers,
        Known.Hashes
    );

    [Fact]
    public void The_order_is_that_of_the_curve()
    {
        Assert.Equal(
            Known.Number("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"),
            Secp256k1.Order
        );
        Assert.Equal(
            Known.Number("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0"),
            Secp256k1.HalfOrder
        );
    }

    [Fact]
    public void S_is_always_in_the_lower_half() =>
        Cases.Sample(one =>
            Assert.InRange(one.Signer.Sign(one.Digest).S, BigInteger.One, Secp256k1.HalfOrder)
        );

    [Fact]
    public void The_signer_is_recovered_from_every_signature() =>
        Cases.Sample(one =>
        {
            var signature = one.Signer.Sign(one.Digest);
            Assert.True(Secp256k1.TryRecover(one.Digest, signature, out var found));
            Assert.Equal(one.Signer.Address, found);
        });

    [Fact]
    public void The_other_parity_names_somebody_else() =>
        Cases.Sample(one =>
        {
            var right = one.Signer.Sign(one.Digest);
            var wrong = EcdsaSignature.LowS(right.R, right.S, 1 - right.YParity);
            Assert.False(
                Secp256k1.TryRecover(one.Digest, wrong, out var found)
                    && found == one.Signer.Address
            );
        });

    [Fact]
    public void The_same_digest_gets_the_same_signature() =>
        Cases.Sample(one => Assert.Equal(one.Signer.Sign(one.Digest), one.Signer.Sign(one.Digest)));

    [Fact]
    public void Both_parities_occur()
    {
        var parities = Enumerable
            .Range(0, 64)
            .Select(i => new Hash32(Known.Bytes32(i)))
            .Select(digest => Known.Signer.Sign(digest).YParity)
            .ToHashSet();
        Assert.Equal([0, 1], parities.Order());
    }

    [Fact]
    public void An_upper_s_is_exchanged_together_with_the_parity()
    {
        var low = EcdsaSignature.LowS(5, 3, yParity: 0);
        var high = EcdsaSignature.LowS(5, Secp256k1.Order - 3, yParity: 1);
        Assert.Equal(low, high);
    }

    [Fact]
    public void Numbers_outside_the_order_are_no_signature()
    {
        BigInteger[] outside = [BigInteger.Zero, BigInteger.MinusOne, Secp256k1.Order];
        foreach (var number in outside)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => EcdsaSignature.LowS(number, 1, 0));
            Assert.Throws<ArgumentOutOfRangeException>(() => EcdsaSignature.LowS(1, number, 0));
        }
    }

    [Fact]
    public void An_r_that_is_no_point_recovers_nobody() =>
        // 5 is the x of no point of this curve: 5³ + 7 has no square root.
        Assert.False(Secp256k1.TryRecover(default, EcdsaSignature.LowS(5, 1, yParity: 0), out _));
}
