using Microsoft.Extensions.Logging;

namespace Pgp.Notifications;

/// <summary>Event ids 1300 to 1399 belong to notifications.</summary>
internal static partial class NotificationsLog
{
    [LoggerMessage(1301, LogLevel.Information, "Notice {Key} is {State}")]
    public static partial void NoticeKept(this ILogger log, string key, string state);

    [LoggerMessage(
        1302,
        LogLevel.Warning,
        "Notice {Key}: the owner of {ChannelId} cannot be reached: {Reason}"
    )]
    public static partial void OwnerUnreachable(
        this ILogger log,
        string key,
        ChannelId channelId,
        string reason
    );

    [LoggerMessage(1303, LogLevel.Error, "Notice {Key} is not taken by Telegram: {Reason}")]
    public static partial void UndeliveredRefused(this ILogger log, string key, string reason);

    [LoggerMessage(1310, LogLevel.Warning, "Alert {Kind} {Subject} ({Occurrence}): {Text}")]
    public static partial void Warning(
        this ILogger log,
        string kind,
        string subject,
        int occurrence,
        string text
    );

    [LoggerMessage(1311, LogLevel.Critical, "Alert {Kind} {Subject} ({Occurrence}): {Text}")]
    public static partial void Critical(
        this ILogger log,
        string kind,
        string subject,
        int occurrence,
        string text
    );

    [LoggerMessage(1312, LogLevel.Error, "Alert {Key}: {Channel} does not take it: {Reason}")]
    public static partial void ChannelRefused(
        this ILogger log,
        string key,
        string channel,
        string reason
    );

    [LoggerMessage(
        1320,
        LogLevel.Information,
        "Delivery {DeliveryId} to {EndpointId}, attempt {Attempt}: {Result}"
    )]
    public static partial void WebhookTried(
        this ILogger log,
        WebhookDeliveryId deliveryId,
        WebhookEndpointId endpointId,
        int attempt,
        string result
    );

    [LoggerMessage(1321, LogLevel.Warning, "Endpoint {EndpointId} gets nothing more: {Reason}")]
    public static partial void WebhookStopped(
        this ILogger log,
        WebhookEndpointId endpointId,
        string reason
    );

    [LoggerMessage(
        1322,
        LogLevel.Error,
        "No secret of endpoint {EndpointId} can be opened: is WEBHOOK_SECRETS_KEY another one?"
    )]
    public static partial void WebhookUnreadableSecret(
        this ILogger log,
        WebhookEndpointId endpointId
    );

    [LoggerMessage(1323, LogLevel.Error, "Sending to owners' servers broke")]
    public static partial void WebhookRoundBroke(this ILogger log, Exception failure);

    [LoggerMessage(1324, LogLevel.Information, "{Events} events go to {EndpointId} once more")]
    public static partial void WebhookReplayed(
        this ILogger log,
        WebhookEndpointId endpointId,
        int events
    );
}
