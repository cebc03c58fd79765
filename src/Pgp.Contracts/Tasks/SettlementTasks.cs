using System.Text.Json.Serialization.Metadata;
using Pgp.Contracts.Money;
using Pgp.Contracts.Services;

namespace Pgp.Contracts.Tasks;

// In order of travel: a payment is credited -> coins are collected and changed into USDT -> an
// owner over the threshold is paid. What follows a batch payout is in PayoutTasks.cs.

/// <summary>
/// ORCHESTRATOR → ACCUMULATOR: a settled payment counts towards its owner's threshold.
/// </summary>
public sealed record PaymentCredited(PaymentId PaymentId) : ITask<PaymentCredited>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_accumulator_payment",
            Queues.Accumulator,
            [ServiceName.Orchestrator],
            ServiceName.Accumulator,
            "/payment"
        );

    public static JsonTypeInfo<PaymentCredited> Json => TaskJson.Default.PaymentCredited;

    string ITask<PaymentCredited>.EffectKey => PaymentId.ToString();
}

/// <summary>
/// ACCUMULATOR → MICROBATCHPROCESSOR: this credit is large enough to be changed at once.
/// </summary>
public sealed record LargeCreditAdded(CreditId CreditId) : ITask<LargeCreditAdded>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_microbatchprocessor_large_credit",
            Queues.MicroBatch,
            [ServiceName.Accumulator],
            ServiceName.MicroBatchProcessor,
            "/large-credit"
        );

    public static JsonTypeInfo<LargeCreditAdded> Json => TaskJson.Default.LargeCreditAdded;

    string ITask<LargeCreditAdded>.EffectKey => CreditId.ToString();
}

/// <summary>MICROBATCHPROCESSOR → SPLIT2: what would this much bring?</summary>
public sealed record ConversionQuoteRequested(ConversionId ConversionId, CoinAmount From, Coin To)
    : ITask<ConversionQuoteRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_split2_conversion",
            Queues.Split2Estimate,
            [ServiceName.MicroBatchProcessor],
            ServiceName.Split2,
            "/conversion"
        );

    public static JsonTypeInfo<ConversionQuoteRequested> Json =>
        TaskJson.Default.ConversionQuoteRequested;

    string ITask<ConversionQuoteRequested>.EffectKey => ConversionId.ToString();
}

/// <summary>SPLIT2 → MICROBATCHPROCESSOR: so much, or the exchange refuses.</summary>
/// <param name="ConversionId">The conversion asked for.</param>
/// <param name="Net">What would arrive; compared with the books, never fed to another call.</param>
/// <param name="Refusal">Why the exchange will not change this amount; null when it will.</param>
public sealed record ConversionQuoted(ConversionId ConversionId, CoinAmount? Net, string? Refusal)
    : ITask<ConversionQuoted>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_microbatchprocessor_conversion_quote",
            Queues.MicroBatch,
            [ServiceName.Split2],
            ServiceName.MicroBatchProcessor,
            "/conversion-quote"
        );

    public static JsonTypeInfo<ConversionQuoted> Json => TaskJson.Default.ConversionQuoted;

    string ITask<ConversionQuoted>.EffectKey => ConversionId.ToString();
}

/// <summary>
/// MICROBATCHPROCESSOR → SPLIT3: open an order for exactly this amount, back to the host wallet.
/// </summary>
public sealed record ConversionOrderRequested(ConversionId ConversionId, CoinAmount From, Coin To)
    : ITask<ConversionOrderRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_split3_eth_to_usdt_swap",
            Queues.Split3Swap,
            [ServiceName.MicroBatchProcessor],
            ServiceName.Split3,
            "/eth-to-usdt"
        );

    public static JsonTypeInfo<ConversionOrderRequested> Json =>
        TaskJson.Default.ConversionOrderRequested;

    string ITask<ConversionOrderRequested>.EffectKey => ConversionId.ToString();
}

/// <summary>
/// SPLIT3 → MICROBATCHPROCESSOR: the order is open, or none could be opened.
/// </summary>
/// <param name="ConversionId">The conversion that the order serves.</param>
/// <param name="OrderId">The exchange's id; null when there is no usable order.</param>
/// <param name="DepositAddress">
/// Where the host wallet pays; null when there is no usable order.
/// </param>
/// <param name="Refusal">Why there is no usable order; null when there is one.</param>
public sealed record ConversionOrderAnswered(
    ConversionId ConversionId,
    string? OrderId,
    string? DepositAddress,
    string? Refusal
) : ITask<ConversionOrderAnswered>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_microbatchprocessor_swap_response",
            Queues.MicroBatch,
            [ServiceName.Split3],
            ServiceName.MicroBatchProcessor,
            "/swap-response"
        );

    public static JsonTypeInfo<ConversionOrderAnswered> Json =>
        TaskJson.Default.ConversionOrderAnswered;

    string ITask<ConversionOrderAnswered>.EffectKey => ConversionId.ToString();
}

/// <summary>
/// MICROBATCHPROCESSOR → HOSTPAY1: pay the order of one large credit and follow it to its end.
/// </summary>
public sealed record CreditExecutionRequested(
    ConversionId ConversionId,
    CoinAmount Amount,
    string DepositAddress,
    string OrderId
) : ITask<CreditExecutionRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_hostpay1_execution",
            Queues.HostPay1Execution,
            [ServiceName.MicroBatchProcessor],
            ServiceName.HostPay1,
            "/execution"
        );

    public static JsonTypeInfo<CreditExecutionRequested> Json =>
        TaskJson.Default.CreditExecutionRequested;

    string ITask<CreditExecutionRequested>.EffectKey => ConversionId.ToString();
}

/// <summary>
/// MICROBATCHPROCESSOR → HOSTPAY1: pay the order of a pool of credits and follow it to its end.
/// </summary>
public sealed record PoolExecutionRequested(
    ConversionId ConversionId,
    CoinAmount Amount,
    string DepositAddress,
    string OrderId
) : ITask<PoolExecutionRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_hostpay1_batch_execution",
            Queues.HostPay1Execution,
            [ServiceName.MicroBatchProcessor],
            ServiceName.HostPay1,
            "/batch-execution"
        );

    public static JsonTypeInfo<PoolExecutionRequested> Json =>
        TaskJson.Default.PoolExecutionRequested;

    string ITask<PoolExecutionRequested>.EffectKey => ConversionId.ToString();
}

/// <summary>How an execution ended, or where it is held up.</summary>
public enum ExecutionResult
{
    /// <summary>The exchange, or the wallet itself, paid out.</summary>
    Completed,

    /// <summary>
    /// Nothing is gone but gas: never sent, undone, or sent back by the exchange.
    /// </summary>
    Released,

    /// <summary>
    /// The deposit is at the exchange, which does not go on. It is followed all the same and ends
    /// one day as one of the others.
    /// </summary>
    Held,
}

/// <summary>HOSTPAY1 → MICROBATCHPROCESSOR: the conversion's order ended so.</summary>
/// <param name="ConversionId">The conversion.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Received">What the exchange paid to the host wallet; only if completed.</param>
/// <param name="PayoutHash">
/// The exchange's transaction to the host wallet; only if completed.
/// </param>
/// <param name="Reason">Why it did not complete.</param>
public sealed record ConversionExecuted(
    ConversionId ConversionId,
    ExecutionResult Result,
    CoinAmount? Received,
    string? PayoutHash,
    string? Reason
) : ITask<ConversionExecuted>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_microbatchprocessor_swap_executed",
            Queues.MicroBatch,
            [ServiceName.HostPay1],
            ServiceName.MicroBatchProcessor,
            "/swap-executed"
        );

    public static JsonTypeInfo<ConversionExecuted> Json => TaskJson.Default.ConversionExecuted;

    string ITask<ConversionExecuted>.EffectKey => $"{ConversionId}:{Result}";
}

/// <summary>BATCHPROCESSOR → SPLIT1: pay this batch of credits to its owner.</summary>
public sealed record BatchPayoutRequested(BatchId BatchId) : ITask<BatchPayoutRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_split1_batch_payout",
            Queues.Split1Estimate,
            [ServiceName.BatchProcessor],
            ServiceName.Split1,
            "/batch-payout"
        );

    public static JsonTypeInfo<BatchPayoutRequested> Json => TaskJson.Default.BatchPayoutRequested;

    string ITask<BatchPayoutRequested>.EffectKey => BatchId.ToString();
}

/// <summary>SPLIT1, HOSTPAY1 → BATCHPROCESSOR: the batch's payout ended so.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Reason">Why it did not complete; null if it did.</param>
public sealed record BatchPayoutEnded(BatchId BatchId, ExecutionResult Result, string? Reason)
    : ITask<BatchPayoutEnded>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_batchprocessor_payout_ended",
            Queues.BatchProcessor,
            [ServiceName.Split1, ServiceName.HostPay1],
            ServiceName.BatchProcessor,
            "/payout-ended"
        );

    public static JsonTypeInfo<BatchPayoutEnded> Json => TaskJson.Default.BatchPayoutEnded;

    string ITask<BatchPayoutEnded>.EffectKey => $"{BatchId}:{Result}";
}
