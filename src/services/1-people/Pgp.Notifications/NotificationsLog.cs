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
}
