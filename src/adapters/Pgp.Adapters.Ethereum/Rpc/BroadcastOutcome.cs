namespace Pgp.Adapters.Ethereum.Rpc;

/// <summary>
/// What a node says to signed bytes. Whatever it says, only the same bytes or the same nonce may
/// follow: a refusal by one node proves nothing about what another one has passed on.
/// </summary>
public abstract record BroadcastOutcome
{
    private BroadcastOutcome() { }

    /// <summary>In the node's pool; also where a gap in the nonces makes it wait.</summary>
    public sealed record Accepted : BroadcastOutcome;

    /// <summary>These very bytes are in the pool already: as good as accepted.</summary>
    public sealed record AlreadyKnown : BroadcastOutcome;

    /// <summary>
    /// A transaction of this nonce is mined. It may be this one: look up its hash before anything
    /// else.
    /// </summary>
    public sealed record NonceUsed : BroadcastOutcome;

    /// <summary>Under the pool's minimum, or not enough above the one it would replace.</summary>
    public sealed record Underpriced : BroadcastOutcome;

    /// <summary>The account cannot pay for value and gas.</summary>
    public sealed record InsufficientFunds : BroadcastOutcome;

    /// <summary>Under the base fee, and this node does not let it wait.</summary>
    public sealed record FeeTooLow : BroadcastOutcome;

    /// <summary>No node will take these bytes; a person must look.</summary>
    public sealed record Refused(string Reason) : BroadcastOutcome;

    /// <summary>It may have arrived or not: look up the hash, then send the same bytes.</summary>
    public sealed record Unknown(string Reason) : BroadcastOutcome;
}
