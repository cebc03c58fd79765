namespace Pgp.HostPay1;

/// <summary>States of an execution and the only moves between them.</summary>
internal static class ExecutionStates
{
    public const string Received = "received";
    public const string TransferRequested = "transfer_requested";
    public const string Deposited = "deposited";

    /// <summary>Paid, and the exchange does not go on; followed all the same.</summary>
    public const string Held = "held";
    public const string Completed = "completed";

    /// <summary>Paid, and sent back by the exchange.</summary>
    public const string Refunded = "refunded";

    /// <summary>Nothing left the wallet.</summary>
    public const string FailedReview = "failed_review";

    public static IReadOnlyDictionary<string, string[]> Moves { get; } =
        new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            [Received] = [TransferRequested, FailedReview],
            // Once a transfer is asked for, only its own end decides.
            [TransferRequested] = [Deposited, Completed, FailedReview],
            [Deposited] = [Held, Completed, Refunded],
            [Held] = [Completed, Refunded],
            [Completed] = [],
            [Refunded] = [],
            [FailedReview] = [],
        };
}
