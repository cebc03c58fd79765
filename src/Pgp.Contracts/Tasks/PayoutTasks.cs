using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Services;

namespace Pgp.Contracts.Tasks;

// In order of travel. Coordinators (split1, hostpay1) keep the state; workers answer questions.

/// <summary>ORCHESTRATOR → SPLIT1: a settled payment is to be paid out to its owner now.</summary>
public sealed record PayoutRequested(PayoutId PayoutId, PaymentId PaymentId)
    : ITask<PayoutRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_split1_payment_split",
            Queues.Split1Estimate,
            [ServiceName.Orchestrator],
            ServiceName.Split1,
            "/payment-split"
        );

    public static JsonTypeInfo<PayoutRequested> Json => TaskJson.Default.PayoutRequested;

    string ITask<PayoutRequested>.EffectKey => PayoutId.Value;
}

/// <summary>SPLIT1 → SPLIT1: look again at a payout that a limit holds back.</summary>
/// <param name="PayoutId">The payout.</param>
/// <param name="Look">Counts the looks, so that each is an effect of its own.</param>
public sealed record LimitRecheck(PayoutId PayoutId, int Look) : ITask<LimitRecheck>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_split1_limit_recheck",
            Queues.Split1Response,
            [ServiceName.Split1],
            ServiceName.Split1,
            "/limit-recheck"
        );

    public static JsonTypeInfo<LimitRecheck> Json => TaskJson.Default.LimitRecheck;

    string ITask<LimitRecheck>.EffectKey =>
        string.Create(CultureInfo.InvariantCulture, $"{PayoutId}:{Look}");
}

/// <summary>SPLIT1 → SPLIT2: how much would arrive?</summary>
public sealed record EstimateRequested(PayoutId PayoutId, CoinAmount From, Coin To)
    : ITask<EstimateRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_split2_estimate_request",
            Queues.Split2Estimate,
            [ServiceName.Split1],
            ServiceName.Split2,
            "/estimate"
        );

    public static JsonTypeInfo<EstimateRequested> Json => TaskJson.Default.EstimateRequested;

    string ITask<EstimateRequested>.EffectKey => PayoutId.Value;
}

/// <summary>SPLIT2 → SPLIT1: so much would arrive, or the exchange refuses.</summary>
/// <param name="PayoutId">The payout asked for.</param>
/// <param name="Net">
/// What the owner would receive; bookkeeping only, never fed to another call.
/// </param>
/// <param name="Refusal">Why the exchange will not swap this amount; null when it will.</param>
public sealed record EstimateAnswered(PayoutId PayoutId, CoinAmount? Net, string? Refusal)
    : ITask<EstimateAnswered>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_split1_estimate_response",
            Queues.Split1Response,
            [ServiceName.Split2],
            ServiceName.Split1,
            "/usdt-eth-estimate"
        );

    public static JsonTypeInfo<EstimateAnswered> Json => TaskJson.Default.EstimateAnswered;

    string ITask<EstimateAnswered>.EffectKey => PayoutId.Value;
}

/// <summary>SPLIT1 → SPLIT3: open an order for exactly this amount.</summary>
/// <param name="PayoutId">The payout that the order serves.</param>
/// <param name="From">What the host wallet will deposit.</param>
/// <param name="To">The owner's coin.</param>
/// <param name="Address">The owner's address on that coin's network.</param>
/// <param name="ExtraId">Memo or tag where that network needs one.</param>
public sealed record SwapRequested(
    PayoutId PayoutId,
    CoinAmount From,
    Coin To,
    string Address,
    string? ExtraId
) : ITask<SwapRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_split3_swap_request",
            Queues.Split3Swap,
            [ServiceName.Split1],
            ServiceName.Split3,
            "/swap"
        );

    public static JsonTypeInfo<SwapRequested> Json => TaskJson.Default.SwapRequested;

    string ITask<SwapRequested>.EffectKey => PayoutId.Value;
}

/// <summary>SPLIT3 → SPLIT1: the order is open, or none could be opened.</summary>
/// <param name="PayoutId">The payout that the order serves.</param>
/// <param name="OrderId">The exchange's id; null when there is no usable order.</param>
/// <param name="DepositAddress">
/// Where the host wallet pays; null when there is no usable order.
/// </param>
/// <param name="Refusal">Why there is no usable order; null when there is one.</param>
public sealed record SwapAnswered(
    PayoutId PayoutId,
    string? OrderId,
    string? DepositAddress,
    string? Refusal
) : ITask<SwapAnswered>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_split1_swap_response",
            Queues.Split1Response,
            [ServiceName.Split3],
            ServiceName.Split1,
            "/eth-client-swap"
        );

    public static JsonTypeInfo<SwapAnswered> Json => TaskJson.Default.SwapAnswered;

    string ITask<SwapAnswered>.EffectKey => PayoutId.Value;
}

/// <summary>SPLIT1 → HOSTPAY1: pay this order and follow it to its end.</summary>
/// <param name="PayoutId">The payout.</param>
/// <param name="Amount">Exactly what the order expects.</param>
/// <param name="DepositAddress">
/// The order's address, or the owner's own where no swap is needed.
/// </param>
/// <param name="OrderId">The exchange's id; null on the direct route.</param>
public sealed record PayoutTriggered(
    PayoutId PayoutId,
    CoinAmount Amount,
    string DepositAddress,
    string? OrderId
) : ITask<PayoutTriggered>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_hostpay_trigger",
            Queues.HostPayTrigger,
            [ServiceName.Split1],
            ServiceName.HostPay1,
            "/trigger"
        );

    public static JsonTypeInfo<PayoutTriggered> Json => TaskJson.Default.PayoutTriggered;

    string ITask<PayoutTriggered>.EffectKey => PayoutId.Value;
}

/// <summary>HOSTPAY1 → HOSTPAY2: where does the order stand?</summary>
/// <param name="PayoutId">The payout.</param>
/// <param name="OrderId">The exchange's id.</param>
/// <param name="Look">Counts the looks, so that each is an effect of its own.</param>
public sealed record OrderStatusRequested(PayoutId PayoutId, string OrderId, int Look)
    : ITask<OrderStatusRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_hostpay2_status_check",
            Queues.HostPay2Status,
            [ServiceName.HostPay1],
            ServiceName.HostPay2,
            "/status"
        );

    public static JsonTypeInfo<OrderStatusRequested> Json => TaskJson.Default.OrderStatusRequested;

    string ITask<OrderStatusRequested>.EffectKey =>
        string.Create(CultureInfo.InvariantCulture, $"{PayoutId}:{Look}");
}

/// <summary>Where an exchange order stands, in the words that decide something.</summary>
public enum OrderProgress
{
    /// <summary>Open and unpaid: a deposit may be made.</summary>
    Waiting,

    /// <summary>A deposit was seen; ask again later.</summary>
    Running,

    /// <summary>Held for checks; may last days.</summary>
    Held,
    Finished,
    Failed,
    Refunded,
    Expired,

    /// <summary>A word that the exchange never used before.</summary>
    Unknown,
}

/// <summary>HOSTPAY2 → HOSTPAY1: it stands here.</summary>
/// <param name="PayoutId">The payout.</param>
/// <param name="OrderId">The exchange's id.</param>
/// <param name="Look">The question's number.</param>
/// <param name="Progress">The state in words that decide something.</param>
/// <param name="ProviderStatus">The exchange's own word.</param>
/// <param name="Paid">
/// What the exchange sent: to the receiver when finished, back to us when refunded.
/// </param>
/// <param name="PaidHash">The transaction that sent it.</param>
public sealed record OrderStatusAnswered(
    PayoutId PayoutId,
    string OrderId,
    int Look,
    OrderProgress Progress,
    string ProviderStatus,
    CoinAmount? Paid,
    string? PaidHash
) : ITask<OrderStatusAnswered>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_hostpay1_status_response",
            Queues.HostPay1Response,
            [ServiceName.HostPay2],
            ServiceName.HostPay1,
            "/status-verified"
        );

    public static JsonTypeInfo<OrderStatusAnswered> Json => TaskJson.Default.OrderStatusAnswered;

    string ITask<OrderStatusAnswered>.EffectKey =>
        string.Create(CultureInfo.InvariantCulture, $"{PayoutId}:{Look}");
}

/// <summary>HOSTPAY1 → HOSTPAY3: send this, once.</summary>
public sealed record TransferRequested(PayoutId PayoutId, CoinAmount Amount, string ToAddress)
    : ITask<TransferRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_hostpay3_payment_execution",
            Queues.HostPay3Payment,
            [ServiceName.HostPay1],
            ServiceName.HostPay3,
            "/payment-execution"
        );

    public static JsonTypeInfo<TransferRequested> Json => TaskJson.Default.TransferRequested;

    string ITask<TransferRequested>.EffectKey => PayoutId.Value;
}

/// <summary>HOSTPAY3 → HOSTPAY3: look again how this transfer is doing.</summary>
public sealed record TransferFollowUp(PayoutId PayoutId, int Look) : ITask<TransferFollowUp>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_hostpay3_retry",
            Queues.HostPay3Retry,
            [ServiceName.HostPay3],
            ServiceName.HostPay3,
            "/retry"
        );

    public static JsonTypeInfo<TransferFollowUp> Json => TaskJson.Default.TransferFollowUp;

    string ITask<TransferFollowUp>.EffectKey =>
        string.Create(CultureInfo.InvariantCulture, $"{PayoutId}:{Look}");
}

/// <summary>
/// How a transfer ended. There is no "maybe": until it is one of these, HOSTPAY3 keeps at it.
/// </summary>
public enum TransferResult
{
    /// <summary>In the chain, successful, with the confirmations asked for.</summary>
    Confirmed,

    /// <summary>In the chain but undone by the contract; only gas is gone.</summary>
    Reverted,

    /// <summary>Never signed and never will be.</summary>
    Rejected,
}

/// <summary>HOSTPAY3 → HOSTPAY1: the transfer ended so.</summary>
public sealed record TransferAnswered(
    PayoutId PayoutId,
    TransferResult Result,
    string? TransactionHash,
    long? BlockNumber,
    string? Reason
) : ITask<TransferAnswered>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_hostpay1_payment_response",
            Queues.HostPay1Response,
            [ServiceName.HostPay3],
            ServiceName.HostPay1,
            "/payment-completed"
        );

    public static JsonTypeInfo<TransferAnswered> Json => TaskJson.Default.TransferAnswered;

    string ITask<TransferAnswered>.EffectKey => PayoutId.Value;
}

/// <summary>HOSTPAY1 → HOSTPAY1: time to look at the order again.</summary>
public sealed record OrderFollowUp(PayoutId PayoutId, int Look) : ITask<OrderFollowUp>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_hostpay1_retry_callback",
            Queues.HostPay1Response,
            [ServiceName.HostPay1],
            ServiceName.HostPay1,
            "/retry-callback-check"
        );

    public static JsonTypeInfo<OrderFollowUp> Json => TaskJson.Default.OrderFollowUp;

    string ITask<OrderFollowUp>.EffectKey =>
        string.Create(CultureInfo.InvariantCulture, $"{PayoutId}:{Look}");
}
