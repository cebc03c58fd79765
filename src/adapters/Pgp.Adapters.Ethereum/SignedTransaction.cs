using Pgp.Adapters.Ethereum.Encoding;

namespace Pgp.Adapters.Ethereum;

/// <summary>
/// What is stored before it is sent and sent again unchanged. The hash follows from the bytes, so
/// it is known even if the node's answer is lost.
/// </summary>
/// <param name="raw">
/// The bytes as they go to the node; from a signer or from our own records.
/// </param>
public sealed class SignedTransaction(ReadOnlyMemory<byte> raw)
{
    public ReadOnlyMemory<byte> Raw { get; } = raw;

    /// <summary>
    /// Keccak-256 of <see cref="Raw"/>, under which the chain knows the transaction.
    /// </summary>
    public Hash32 Hash { get; } = Keccak.Hash(raw.Span);

    public override string ToString() => Hash.ToString();
}
