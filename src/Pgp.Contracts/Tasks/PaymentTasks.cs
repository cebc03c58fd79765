using System.Text.Json.Serialization.Metadata;
using Pgp.Contracts.Services;

namespace Pgp.Contracts.Tasks;

// In order of travel: the provider reported -> the buyer gets in -> the owner hears of it.

/// <summary>
/// NP_IPN → ORCHESTRATOR: the provider says something changed; look at its books.
/// </summary>
/// <param name="ProviderPaymentId">The provider's id, as text.</param>
/// <param name="Report">What made us look: the hash of the message, or the name of a poll.</param>
public sealed record PaymentReported(string ProviderPaymentId, string Report)
    : ITask<PaymentReported>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_orchestrator_validated_payment",
            Queues.Orchestrator,
            [ServiceName.NpIpn, ServiceName.Orchestrator],
            ServiceName.Orchestrator,
            "/process-validated-payment"
        );

    public static JsonTypeInfo<PaymentReported> Json => TaskJson.Default.PaymentReported;

    string ITask<PaymentReported>.EffectKey => Report;
}

/// <summary>ORCHESTRATOR → INVITE: this payment bought access; let the buyer in.</summary>
public sealed record InviteRequested(PaymentId PaymentId) : ITask<InviteRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_invite_telegram_invite",
            Queues.Invite,
            [ServiceName.Orchestrator],
            ServiceName.Invite,
            "/telegram-invite"
        );

    public static JsonTypeInfo<InviteRequested> Json => TaskJson.Default.InviteRequested;

    string ITask<InviteRequested>.EffectKey => PaymentId.ToString();
}

/// <summary>What an owner can be told.</summary>
public enum OwnerEvent
{
    SubscriptionPaid,
    DonationPaid,
    PayoutCompleted,
    PayoutInReview,

    /// <summary>The collected balance reached the threshold; a payout was started.</summary>
    ThresholdReached,

    /// <summary>Somebody's access is over.</summary>
    SubscriptionExpired,

    /// <summary>The bot can no longer do its work in a channel.</summary>
    BotRightsLost,

    /// <summary>Somebody whose access is over could not be removed.</summary>
    RemovalFailed,

    /// <summary>An invite let in somebody for whom it was not made.</summary>
    InviteLeaked,

    /// <summary>The nightly comparison found members who have not paid, or the reverse.</summary>
    MembersDiffer,

    /// <summary>The standing posts failed too often and are switched off.</summary>
    PostsDisabled,

    /// <summary>A server of the owner no longer takes events and gets no more.</summary>
    WebhookStopped,

    /// <summary>An operator wants to see whether notices arrive.</summary>
    Test,
}

/// <summary>Published event → NOTIFICATIONS: something an owner wants to know.</summary>
/// <param name="Event">The kind of news.</param>
/// <param name="ChannelId">Whose owner.</param>
/// <param name="Subject">
/// The payment, payout, batch or subscription that it is about: the facts are read there.
/// </param>
/// <param name="Text">What cannot be read there, in few words; shown only then.</param>
public sealed record OwnerEventPublished(
    OwnerEvent Event,
    ChannelId ChannelId,
    string Subject,
    string Text
) : ITask<OwnerEventPublished>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_notifications_event",
            Queues.Notifications,
            [
                ServiceName.Orchestrator,
                ServiceName.HostPay1,
                ServiceName.Split1,
                ServiceName.BatchProcessor,
                ServiceName.Server,
                ServiceName.Invite,
                ServiceName.Broadcast,
                ServiceName.Oversight,
                ServiceName.Notifications,
            ],
            ServiceName.Notifications,
            "/owner-event"
        );

    public static JsonTypeInfo<OwnerEventPublished> Json => TaskJson.Default.OwnerEventPublished;

    string ITask<OwnerEventPublished>.EffectKey => $"{Event}:{Subject}";
}
