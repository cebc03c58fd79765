namespace Pgp.HostPay3;

/// <summary>
/// States of a transfer and the only moves between them (spec 20, section 15). From 'reserved' on
/// the nonce is fixed; there is no way back to a state without it.
/// </summary>
internal static class TransferStates
{
    public const string Requested = "requested";
    public const string Reserved = "reserved";
    public const string Signed = "signed";
    public const string Broadcast = "broadcast";
    public const string Confirmed = "confirmed";
    public const string Reverted = "reverted";
    public const string Rejected = "rejected";
    public const string Review = "review";

    public static IReadOnlyDictionary<string, string[]> Moves { get; } =
        new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            [Requested] = [Reserved, Rejected],
            [Reserved] = [Signed],
            [Signed] = [Broadcast, Review],
            [Broadcast] = [Confirmed, Reverted, Review],
            [Review] = [Confirmed, Reverted],
            [Confirmed] = [],
            [Reverted] = [],
            [Rejected] = [],
        };
}

/// <summary>
/// Why a transfer waits or failed, by what is to be done about it (spec 20, 11.4).
/// </summary>
internal enum TransferError
{
    /// <summary>
    /// The wallet lacks the coin or the gas: an operator refills, it goes on by itself.
    /// </summary>
    InsufficientFunds,

    /// <summary>An operator has switched payouts off: it goes on when they are on again.</summary>
    SwitchedOff,

    /// <summary>Gas is dearer than allowed: it goes on when the market calms down.</summary>
    GasPriceSpike,

    /// <summary>The node does not answer: asked again.</summary>
    NodeUnavailable,

    /// <summary>The node serves another chain: nothing is signed until that is mended.</summary>
    WrongChain,

    /// <summary>The key cannot be used: asked again.</summary>
    SignerUnavailable,

    /// <summary>The contract would undo it: not sent at all.</summary>
    WouldRevert,

    /// <summary>In a block, but undone there: only gas is gone.</summary>
    Reverted,

    /// <summary>No node takes the bytes: a person decides, under the same nonce.</summary>
    BroadcastRefused,

    /// <summary>Somebody else used the nonce: a person decides. Never signed anew.</summary>
    NonceConflict,

    /// <summary>Mined, but the token's event tells of another amount: a person decides.</summary>
    AmountDiffers,

    /// <summary>
    /// Bid up as often as allowed and still not mined: watched on, a person is told.
    /// </summary>
    Stuck,
}
