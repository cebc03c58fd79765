using System.Numerics;
using CsCheck;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Signing;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Ethereum;

/// <summary>
/// The key that every test chain knows, and the transactions that another implementation (ethers)
/// signed with it: spec 70, 5.3.
/// </summary>
internal static class Known
{
    public const string Key = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
    public const string Sender = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    public const string Receiver = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    public const string Usdt = "0xdAC17F958D2ee523a2206206994597C13D831ec7";

    public static BigInteger Gwei => 1_000_000_000;

    public static LocalKeySigner Signer => LocalKeySigner.Parse(Key);

    public static Eip1559Transaction EtherTransfer =>
        new(
            ChainId.Mainnet,
            Nonce: 7,
            MaxPriorityFeePerGas: 1_500_000_000,
            MaxFeePerGas: 30 * Gwei,
            GasLimit: 21_000,
            EthAddress.Parse(Receiver),
            new Amount<Eth>(BigInteger.Pow(10, 15)),
            ReadOnlyMemory<byte>.Empty
        );

    public static Eip1559Transaction UsdtTransfer =>
        EtherTransfer with
        {
            To = EthAddress.Parse(Usdt),
            Value = Amount<Eth>.Zero,
            GasLimit = 100_000,
            Data = Erc20.Transfer(EthAddress.Parse(Receiver), 12_345_678),
        };

    public static Gen<EthAddress> Addresses { get; } =
        Gen.Byte.Array[EthAddress.Length].Select(bytes => new EthAddress(bytes));

    public static Gen<Hash32> Hashes { get; } =
        Gen.Byte.Array[Hash32.Length].Select(bytes => new Hash32(bytes));

    /// <summary>Keys from all over the order, its edges included.</summary>
    public static Gen<LocalKeySigner> Signers { get; } =
        Gen.OneOf(
                Gen.Byte.Array[32].Select(Scalar),
                Gen.Int[1, 20].Select(small => new BigInteger(small)),
                Gen.Int[1, 20].Select(small => Secp256k1.Order - small)
            )
            .Select(scalar => new LocalKeySigner(Bytes32(scalar)));

    public static BigInteger Number(string hex) =>
        new(Convert.FromHexString(hex), isUnsigned: true, isBigEndian: true);

    public static byte[] Bytes32(BigInteger value)
    {
        var digits = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - digits.Length], .. digits];
    }

    private static BigInteger Scalar(byte[] bytes) =>
        (new BigInteger(bytes, isUnsigned: true) % (Secp256k1.Order - 1)) + 1;
}
