using System.Numerics;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Encoding;
using Pgp.Adapters.Ethereum.Signing;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Ethereum;

/// <summary>Byte for byte what another implementation made of the same transactions.</summary>
public class TransactionVectorTests
{
    private const string Unsigned =
        "0x02ef01078459682f008506fc23ac008252089470997970c51812dc3a010c7d01b50e0d17dc79c8"
        + "87038d7ea4c6800080c0";

    private const string Raw =
        "0x02f87201078459682f008506fc23ac008252089470997970c51812dc3a010c7d01b50e0d17dc79c8"
        + "87038d7ea4c6800080c080a0d191ede951cb1bab20ce5be66b174920ecf602cb6fe6df06f07d1c99c0"
        + "5d84daa0195676bb4732b48b9c4d1f16d1a5bc8242d76974bee4ae49169a5399476b2ebb";

    [Fact]
    public async Task A_transfer_of_ether_is_signed_byte_for_byte()
    {
        var transfer = Known.EtherTransfer;
        Assert.Equal(Unsigned, Hex.Data(transfer.EncodeUnsigned()));
        Assert.Equal(
            "0x4fd82e79d3efef6a7f630b2bf4dec2cf9ddfc72bbb883724cedea61a4138d073",
            transfer.SigningHash.ToString()
        );

        var signed = await Known.Signer.SignAsync(transfer, TestContext.Current.CancellationToken);
        Assert.Equal(Raw, Hex.Data(signed.Raw.Span));
        Assert.Equal(
            "0x76fd4bcbc5ef2e0f3f51acbe457b8e97ec9dd1537151b1ff379417f45e3efe95",
            signed.Hash.ToString()
        );
    }

    [Fact]
    public async Task A_transfer_of_usdt_is_signed_byte_for_byte()
    {
        var transfer = Known.UsdtTransfer;
        Assert.Equal(
            "0xa9059cbb"
                + "00000000000000000000000070997970c51812dc3a010c7d01b50e0d17dc79c8"
                + "0000000000000000000000000000000000000000000000000000000000bc614e",
            Hex.Data(transfer.Data.Span)
        );
        Assert.Equal(
            "0xf1771855f6fa6597d03cbb157cae0d5b25add720fbefb3b548abf1efd77d8acd",
            transfer.SigningHash.ToString()
        );
        Assert.Equal(0, Known.Signer.Sign(transfer.SigningHash).YParity);

        var signed = await Known.Signer.SignAsync(transfer, TestContext.Current.CancellationToken);
        Assert.Equal(
            "0xe5e7e3978e1d00ec205a6ad800013abc13b3c982eefec59b5600bc4944a4ecdd",
            signed.Hash.ToString()
        );
    }

    // We send no legacy transactions, but the vector proves encoder and signature once more, and
    // with the other parity than a type 2 transaction carries.
    [Fact]
    public void A_legacy_transaction_is_signed_byte_for_byte()
    {
        byte[][] fields =
        [
            Rlp.Integer(7),
            Rlp.Integer(20 * Known.Gwei),
            Rlp.Integer(21_000),
            Rlp.Bytes(EthAddress.Parse(Known.Receiver).ToArray()),
            Rlp.Integer(1),
            Rlp.Bytes([]),
        ];
        byte[][] unsigned = [.. fields, Rlp.Integer(1), Rlp.Integer(0), Rlp.Integer(0)];
        var digest = Keccak.Hash(Rlp.List(unsigned));
        Assert.Equal(
            "0xe124cb11be6b9c9da652737a2c791fec5a0f351854de11328b9f7fb004751505",
            digest.ToString()
        );

        var signature = Known.Signer.Sign(digest);
        var v = 35 + 2 + signature.YParity;
        Assert.Equal(37, v);
        byte[][] signed =
        [
            .. fields,
            Rlp.Integer(v),
            Rlp.Integer(signature.R),
            Rlp.Integer(signature.S),
        ];
        var raw = new SignedTransaction(Rlp.List(signed));
        Assert.Equal(
            "0xf864078504a817c8008252089470997970c51812dc3a010c7d01b50e0d17dc79c8018025a0"
                + "75da845497802cc06dd30c236a2393554dd0c17f92297c75604fc180e169968ba0701dd32f"
                + "3f5058756f8e8d37437e15e5c3e716461d6290d9db852279d00b6499",
            Hex.Data(raw.Raw.Span)
        );
        Assert.Equal(
            "0x1e581916f6bbc124358b5519bfb0d9a009b17e9b0cc87e563f8227ea351423cd",
            raw.Hash.ToString()
        );
    }

    [Fact]
    public void Leading_zeros_of_a_signature_are_not_written()
    {
        var signature = EcdsaSignature.LowS(1, 2, yParity: 0);
        var raw = Known.EtherTransfer.Encode(signature).Raw;
        Assert.Equal([0xc0, 0x80, 0x01, 0x02], raw[^4..].ToArray());
    }

    [Fact]
    public void A_negative_value_cannot_be_encoded()
    {
        var negative = Known.EtherTransfer with { Value = new Amount<Eth>(BigInteger.MinusOne) };
        Assert.Throws<ArgumentOutOfRangeException>(() => negative.SigningHash);
    }

    [Fact]
    public void Stored_bytes_have_the_hash_they_were_sent_under()
    {
        var signed = Known.EtherTransfer.Encode(Known.Signer.Sign(Known.EtherTransfer.SigningHash));
        Assert.Equal(signed.Hash, new SignedTransaction(signed.Raw.ToArray()).Hash);
    }
}
