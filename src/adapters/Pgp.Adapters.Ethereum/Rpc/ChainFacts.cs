using System.Numerics;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.Ethereum.Rpc;

/// <summary>Whether the node serves the chain we were set up for.</summary>
public abstract record ChainCheck
{
    private ChainCheck() { }

    public sealed record Right : ChainCheck;

    /// <param name="Actual">The chain that the node serves.</param>
    public sealed record Wrong(ChainId Actual) : ChainCheck;
}

/// <summary>Up to where a count reaches.</summary>
public enum BlockTag
{
    /// <summary>What is mined.</summary>
    Latest,

    /// <summary>With what waits in this node's pool; another node's pool may differ.</summary>
    Pending,
}

/// <summary>A block by number and by hash: after a reorganisation the hash differs.</summary>
public sealed record BlockRef(long Number, Hash32 Hash);

/// <summary>A transaction that the node knows.</summary>
/// <param name="Hash">Its name.</param>
/// <param name="From">Who signed it.</param>
/// <param name="To">The receiver or the contract called; none where a contract is created.</param>
/// <param name="Nonce">Count of the sender's earlier transactions.</param>
/// <param name="Value">Ether that moves.</param>
/// <param name="Block">Where it is mined; none while it waits in the pool.</param>
public sealed record ChainTransaction(
    Hash32 Hash,
    EthAddress From,
    EthAddress? To,
    long Nonce,
    Amount<Eth> Value,
    BlockRef? Block
);

/// <summary>What a contract reported while it ran.</summary>
/// <param name="Address">The contract.</param>
/// <param name="Topics">The event's name and its indexed values, at most four.</param>
/// <param name="Data">The other values.</param>
public sealed record EventLog(
    EthAddress Address,
    IReadOnlyList<Hash32> Topics,
    ReadOnlyMemory<byte> Data
);

/// <summary>
/// The result of a mined transaction. After a reorganisation it can be gone again.
/// </summary>
/// <param name="TransactionHash">Its name.</param>
/// <param name="Succeeded">False: it was reverted, and only the gas is gone.</param>
/// <param name="Block">Where it is mined.</param>
/// <param name="GasUsed">Gas units.</param>
/// <param name="EffectiveGasPrice">Wei per gas that was paid.</param>
/// <param name="Logs">What contracts reported; empty for plain ether.</param>
public sealed record TransactionReceipt(
    Hash32 TransactionHash,
    bool Succeeded,
    BlockRef Block,
    long GasUsed,
    BigInteger EffectiveGasPrice,
    IReadOnlyList<EventLog> Logs
)
{
    /// <summary>What the transaction cost beyond its value.</summary>
    public Amount<Eth> Fee => new(GasUsed * EffectiveGasPrice);
}
