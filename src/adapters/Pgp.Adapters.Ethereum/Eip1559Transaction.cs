using System.Numerics;
using Pgp.Adapters.Ethereum.Encoding;
using Pgp.Adapters.Ethereum.Signing;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.Ethereum;

/// <summary>
/// An unsigned transaction of type 2 (EIP-1559, envelope of EIP-2718) without access list.
/// </summary>
/// <param name="ChainId">The only chain on which it is valid.</param>
/// <param name="Nonce">Count of the sender's earlier transactions.</param>
/// <param name="MaxPriorityFeePerGas">Wei per gas for the block's proposer.</param>
/// <param name="MaxFeePerGas">Wei per gas paid at most, base fee and tip together.</param>
/// <param name="GasLimit">Gas units it may burn at most.</param>
/// <param name="To">The receiver, or the contract called.</param>
/// <param name="Value">Ether that moves; zero for a token transfer.</param>
/// <param name="Data">Call data; empty for plain ether.</param>
public sealed record Eip1559Transaction(
    ChainId ChainId,
    long Nonce,
    BigInteger MaxPriorityFeePerGas,
    BigInteger MaxFeePerGas,
    long GasLimit,
    EthAddress To,
    Amount<Eth> Value,
    ReadOnlyMemory<byte> Data
)
{
    private const byte TransactionType = 2;

    /// <summary>The digest to sign: Keccak-256 of the unsigned bytes.</summary>
    public Hash32 SigningHash => Keccak.Hash(EncodeUnsigned());

    /// <summary>The bytes a node accepts, with their hash.</summary>
    public SignedTransaction Encode(EcdsaSignature signature) =>
        new(
            Envelope([
                .. Fields(),
                Rlp.Integer(signature.YParity),
                Rlp.Integer(signature.R),
                Rlp.Integer(signature.S),
            ])
        );

    internal byte[] EncodeUnsigned() => Envelope(Fields());

    private static byte[] Envelope(byte[][] fields) => [TransactionType, .. Rlp.List(fields)];

    private byte[][] Fields() =>
        [
            Rlp.Integer(ChainId.Value),
            Rlp.Integer(Nonce),
            Rlp.Integer(MaxPriorityFeePerGas),
            Rlp.Integer(MaxFeePerGas),
            Rlp.Integer(GasLimit),
            Rlp.Bytes(To.ToArray()),
            Rlp.Integer(Value.Atomic),
            Rlp.Bytes(Data.Span),
            Rlp.List(),
        ];
}
