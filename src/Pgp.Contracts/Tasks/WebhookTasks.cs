using System.Text.Json.Serialization.Metadata;
using Pgp.Contracts.Services;

namespace Pgp.Contracts.Tasks;

// What an owner asks of his endpoints. WEBAPI hears him and knows that they are his; NOTIFICATIONS
// sends.

/// <summary>WEBAPI → NOTIFICATIONS: send one event that is about nothing.</summary>
/// <param name="DeliveryId">The delivery to be; its owner knows it already.</param>
public sealed record WebhookTestRequested(
    WebhookEndpointId EndpointId,
    WebhookDeliveryId DeliveryId
) : ITask<WebhookTestRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_notifications_webhook_test",
            Queues.Notifications,
            [ServiceName.WebApi],
            ServiceName.Notifications,
            "/webhook-test"
        );

    public static JsonTypeInfo<WebhookTestRequested> Json => TaskJson.Default.WebhookTestRequested;

    string ITask<WebhookTestRequested>.EffectKey => DeliveryId.ToString();
}

/// <summary>WEBAPI → NOTIFICATIONS: send once more what happened in a time.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The first moment after it; not in the future.</param>
/// <param name="EventTypes">Which kinds, with a blank between two.</param>
/// <param name="Request">Names the request: each is done once.</param>
public sealed record WebhookReplayRequested(
    WebhookEndpointId EndpointId,
    DateTimeOffset From,
    DateTimeOffset To,
    string EventTypes,
    string Request
) : ITask<WebhookReplayRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_notifications_webhook_replay",
            Queues.Notifications,
            [ServiceName.WebApi],
            ServiceName.Notifications,
            "/webhook-replay"
        );

    public static JsonTypeInfo<WebhookReplayRequested> Json =>
        TaskJson.Default.WebhookReplayRequested;

    string ITask<WebhookReplayRequested>.EffectKey => Request;
}

/// <summary>
/// WEBAPI → NOTIFICATIONS: send one event once more, or at once instead of later.
/// </summary>
/// <param name="Request">Names the request: each is done once.</param>
public sealed record WebhookRetryRequested(WebhookDeliveryId DeliveryId, string Request)
    : ITask<WebhookRetryRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_notifications_webhook_retry",
            Queues.Notifications,
            [ServiceName.WebApi],
            ServiceName.Notifications,
            "/webhook-retry"
        );

    public static JsonTypeInfo<WebhookRetryRequested> Json =>
        TaskJson.Default.WebhookRetryRequested;

    string ITask<WebhookRetryRequested>.EffectKey => Request;
}
