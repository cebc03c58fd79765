namespace Pgp.Adapters.Ethereum.Rpc;

/// <summary>
/// Nodes give most refusals the same code, so the words decide (geth and anvil; spec 70, 5.4). Only
/// the message of the error is searched, never a whole body: hashes and amounts contain anything.
/// </summary>
internal static class BroadcastWording
{
    private static readonly string[] Known = ["already known", "already imported"];

    // "unknown transaction type" contains it, and says the opposite.
    private const string KnownOfOldNodes = "known transaction";
    private const string KnownOfOldNodesNot = "unknown transaction";

    private static readonly string[] Fatal =
    [
        "intrinsic gas", // Too little for the transaction itself.
        "floor data gas", // Too little for its data (EIP-7623).
        "exceeds block gas limit",
        "gas limit too high", // For one transaction (EIP-7825).
        "max priority fee per gas higher than max fee per gas",
        "exceeds the configured cap", // The node's own guard against absurd fees.
        "invalid sender",
        "chain id",
        "transaction type not supported",
        "typed transaction too short",
        "rlp:",
        "failed to decode",
    ];

    /// <param name="message">The member <c>error.message</c> of the node's answer.</param>
    public static BroadcastOutcome Classify(string message)
    {
        var words = message.ToLowerInvariant();
        return words switch
        {
            _ when IsKnown(words) => new BroadcastOutcome.AlreadyKnown(),
            _ when words.Contains("nonce too low", StringComparison.Ordinal) =>
                new BroadcastOutcome.NonceUsed(),
            _ when words.Contains("underpriced", StringComparison.Ordinal) =>
                new BroadcastOutcome.Underpriced(),
            _ when words.Contains("insufficient funds", StringComparison.Ordinal) =>
                new BroadcastOutcome.InsufficientFunds(),
            _ when words.Contains("less than block base fee", StringComparison.Ordinal) =>
                new BroadcastOutcome.FeeTooLow(),
            _ when ContainsAny(words, Fatal) => new BroadcastOutcome.Refused(message),
            _ => new BroadcastOutcome.Unknown(message),
        };
    }

    private static bool IsKnown(string words) =>
        ContainsAny(words, Known)
        || (
            words.Contains(KnownOfOldNodes, StringComparison.Ordinal)
            && !words.Contains(KnownOfOldNodesNot, StringComparison.Ordinal)
        );

    private static bool ContainsAny(string words, string[] wanted) =>
        Array.Exists(wanted, part => words.Contains(part, StringComparison.Ordinal));
}
