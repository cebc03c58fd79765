using Pgp.Contracts.Tasks;

namespace Pgp.Oversight.Overdue;

/// <summary>
/// Which tasks carry a matter on. All of them decide by recorded state and claim their message, so
/// one that comes again is as harmless as a second delivery.
/// </summary>
internal static class Carriers
{
    public static IReadOnlyList<TaskDefinition> OfAccess { get; } = [InviteRequested.Definition];

    public static IReadOnlyList<TaskDefinition> OfShares { get; } =
    [PayoutRequested.Definition, PaymentCredited.Definition];

    public static IReadOnlyList<TaskDefinition> OfTransfers { get; } =
    [TransferRequested.Definition, TransferFollowUp.Definition, TransferAnswered.Definition];

    public static IReadOnlyList<TaskDefinition> OfPayouts { get; } =
    [
        EstimateRequested.Definition,
        EstimateAnswered.Definition,
        SwapRequested.Definition,
        SwapAnswered.Definition,
        PayoutTriggered.Definition,
        OrderStatusRequested.Definition,
        OrderStatusAnswered.Definition,
        OrderFollowUp.Definition,
        .. OfTransfers,
    ];

    public static IReadOnlyList<TaskDefinition> OfConversions { get; } =
    [
        ConversionQuoteRequested.Definition,
        ConversionQuoted.Definition,
        ConversionOrderRequested.Definition,
        ConversionOrderAnswered.Definition,
        CreditExecutionRequested.Definition,
        PoolExecutionRequested.Definition,
        ConversionExecuted.Definition,
        .. OfPayouts,
    ];

    public static IReadOnlyList<TaskDefinition> OfBatches { get; } =
    [BatchPayoutRequested.Definition, BatchPayoutEnded.Definition, .. OfPayouts];
}
