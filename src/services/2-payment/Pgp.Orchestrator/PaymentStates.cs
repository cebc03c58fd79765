using Pgp.Adapters.NowPayments;

namespace Pgp.Orchestrator;

/// <summary>States of a payment and the only moves between them, as data.</summary>
internal static class PaymentStates
{
    public const string Waiting = "waiting";
    public const string Confirming = "confirming";
    public const string PartiallyPaid = "partially_paid";
    public const string Paid = "paid";
    public const string Failed = "failed";
    public const string Expired = "expired";
    public const string Refunded = "refunded";
    public const string Quarantined = "quarantined";

    // Reports come late and out of order, so moves only go forward. What ended without money may
    // still be paid later; what is paid can only be refunded; a held payment waits for a person
    // (or for the money that it was held for want of, see Standing).
    private static readonly Dictionary<string, string[]> Moves = new(StringComparer.Ordinal)
    {
        [""] = [Waiting, Confirming, PartiallyPaid, Paid, Failed, Expired, Refunded, Quarantined],
        [Waiting] = [Confirming, PartiallyPaid, Paid, Failed, Expired, Refunded, Quarantined],
        [Confirming] = [PartiallyPaid, Paid, Failed, Expired, Refunded, Quarantined],
        [PartiallyPaid] = [Paid, Failed, Refunded, Quarantined],
        [Failed] = [PartiallyPaid, Paid, Refunded, Quarantined],
        [Expired] = [Confirming, PartiallyPaid, Paid, Refunded, Quarantined],
        [Quarantined] = [Refunded],
        [Paid] = [Refunded],
        [Refunded] = [],
    };

    /// <summary>Every state.</summary>
    public static IEnumerable<string> All => Moves.Keys.Where(state => state.Length > 0);

    /// <param name="from">The state now; empty for a payment never seen before.</param>
    public static bool MayMove(string from, string to) => Moves[from].Contains(to);

    /// <summary>What the provider's word means while no money has arrived with us.</summary>
    public static string Of(ProviderStatusKind kind) =>
        kind switch
        {
            ProviderStatusKind.Waiting => Waiting,
            ProviderStatusKind.Confirming => Confirming,
            ProviderStatusKind.Confirmed => Confirming,
            ProviderStatusKind.Sending => Confirming,
            ProviderStatusKind.PartiallyPaid => PartiallyPaid,
            ProviderStatusKind.Failed => Failed,
            ProviderStatusKind.Cancelled => Failed,
            ProviderStatusKind.Refunded => Refunded,
            ProviderStatusKind.Expired => Expired,
            // A new word of the provider: nothing is decided on it.
            ProviderStatusKind.Unknown => Waiting,
            ProviderStatusKind.Finished => throw new InvalidOperationException(
                "a finished payment is judged by its amounts"
            ),
            _ => throw new InvalidOperationException($"unknown status: {kind}"),
        };
}
