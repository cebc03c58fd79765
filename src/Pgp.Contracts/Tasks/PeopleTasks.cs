using System.Text.Json.Serialization.Metadata;
using Pgp.Contracts.Money;
using Pgp.Contracts.Services;

namespace Pgp.Contracts.Tasks;

// What people are told besides the owner's events of PaymentTasks.cs.

/// <summary>What a buyer has to know about a payment that is not simply good.</summary>
public enum BuyerEvent
{
    /// <summary>Less arrived than was asked for; the same invoice takes the rest.</summary>
    Underpaid,

    /// <summary>More arrived than was asked for; it was accepted, surplus included.</summary>
    Overpaid,

    /// <summary>The invoice ended unpaid; a new order is needed.</summary>
    Expired,

    /// <summary>The provider could not take the payment.</summary>
    Failed,

    /// <summary>The provider sent the payment back.</summary>
    Refunded,

    /// <summary>Money arrived that does not fit the order; a person decides.</summary>
    Held,

    /// <summary>A gift is paid: here is the code to hand on.</summary>
    GiftReady,
}

/// <summary>ORCHESTRATOR → SERVER: tell the buyer what became of a payment.</summary>
/// <param name="Event">The kind of news.</param>
/// <param name="OrderId">Whose buyer, and about which order.</param>
/// <param name="PaymentId">The payment that it is about.</param>
/// <param name="Reason">One of <see cref="PaymentReasons"/>; null where none is needed.</param>
/// <param name="Missing">
/// What still has to come of an underpaid payment; null if the coin is none that we know.
/// </param>
public sealed record BuyerEventPublished(
    BuyerEvent Event,
    OrderId OrderId,
    PaymentId PaymentId,
    string? Reason,
    CoinAmount? Missing
) : ITask<BuyerEventPublished>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_server_payment_news",
            Queues.BuyerNews,
            [ServiceName.Orchestrator],
            ServiceName.Server,
            "/payment-news"
        );

    public static JsonTypeInfo<BuyerEventPublished> Json => TaskJson.Default.BuyerEventPublished;

    /// <summary>
    /// Each piece of news is told once; a further part that leaves less missing is news, too.
    /// </summary>
    public string NoticeKey() =>
        Missing is { } missing ? $"{Event}:{PaymentId}:{missing.ToWire()}" : $"{Event}:{PaymentId}";

    string ITask<BuyerEventPublished>.EffectKey => NoticeKey();
}

/// <summary>How far an order has come, where all is well.</summary>
public enum OrderStage
{
    /// <summary>The payment was seen and is being confirmed.</summary>
    Seen,

    /// <summary>It is confirmed.</summary>
    Paid,
}

/// <summary>
/// ORCHESTRATOR → SERVER: change the order's message in the buyer's chat, which says where it
/// stands.
/// </summary>
public sealed record OrderProgressed(OrderStage Stage, OrderId OrderId, PaymentId PaymentId)
    : ITask<OrderProgressed>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_server_order_progress",
            Queues.BuyerNews,
            [ServiceName.Orchestrator],
            ServiceName.Server,
            "/order-progress"
        );

    public static JsonTypeInfo<OrderProgressed> Json => TaskJson.Default.OrderProgressed;

    string ITask<OrderProgressed>.EffectKey => $"{Stage}:{PaymentId}";
}

/// <summary>How soon somebody should look.</summary>
public enum AlertLevel
{
    /// <summary>A person may be needed soon.</summary>
    Warning,

    /// <summary>A person is needed now: money or access waits.</summary>
    Critical,
}

/// <summary>OVERSIGHT → NOTIFICATIONS: tell the operators.</summary>
/// <param name="Level">How soon.</param>
/// <param name="Kind">
/// Kind of finding, for example <c>payout_overdue</c>; a runbook's heading.
/// </param>
/// <param name="Subject">Payment, payout, account or task that it is about.</param>
/// <param name="Text">One sentence: what, why, and what to do.</param>
/// <param name="Occurrence">
/// Counts how often this finding came up anew, so that each is told once.
/// </param>
public sealed record AlertRaised(
    AlertLevel Level,
    string Kind,
    string Subject,
    string Text,
    int Occurrence
) : ITask<AlertRaised>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_notifications_alert",
            Queues.Notifications,
            [ServiceName.Oversight],
            ServiceName.Notifications,
            "/alert"
        );

    public static JsonTypeInfo<AlertRaised> Json => TaskJson.Default.AlertRaised;

    string ITask<AlertRaised>.EffectKey =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Kind}:{Subject}:{Occurrence}"
        );
}
