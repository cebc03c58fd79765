namespace Pgp.Adapters.Ethereum.Rpc;

/// <summary>Why a question to the node has no answer.</summary>
public enum EthereumRpcFailure
{
    /// <summary>Asked too often; ask again later and less.</summary>
    RateLimited,

    /// <summary>No answer, or none that can be read; ask again later.</summary>
    Unreachable,

    /// <summary>
    /// The node itself refuses and says why; asking again is likely to give the same.
    /// </summary>
    Rejected,
}

/// <summary>
/// A question to the node has no answer. Never to be taken for zero or "not there": a balance that
/// cannot be read is not an empty one.
/// </summary>
public sealed class EthereumRpcException(EthereumRpcFailure failure, string message)
    : Exception(message)
{
    public EthereumRpcFailure Failure { get; } = failure;
}
