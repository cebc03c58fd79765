using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;

namespace Pgp.Broadcast;

/// <summary>Event ids 1500 to 1599 belong to broadcast.</summary>
internal static partial class BroadcastLog
{
    [LoggerMessage(
        1501,
        LogLevel.Information,
        "{Place} post of {ChannelId} is message {MessageId}"
    )]
    public static partial void Posted(
        this ILogger log,
        string place,
        ChannelId channelId,
        int messageId
    );

    [LoggerMessage(1502, LogLevel.Warning, "{Place} post of {ChannelId} failed: {Cause}, {Reason}")]
    public static partial void PostFailed(
        this ILogger log,
        string place,
        ChannelId channelId,
        string cause,
        string reason
    );

    [LoggerMessage(1503, LogLevel.Warning, "The old {Place} post of {ChannelId} stays: {Outcome}")]
    public static partial void OldPostStays(
        this ILogger log,
        string place,
        ChannelId channelId,
        TelegramOutcome outcome
    );

    [LoggerMessage(
        1504,
        LogLevel.Warning,
        "A {Place} post of {ChannelId} may stand unknown: the bot may edit others' posts there, "
            + "so it cannot tell which ones are its own"
    )]
    public static partial void CannotSweep(this ILogger log, string place, ChannelId channelId);

    [LoggerMessage(1510, LogLevel.Information, "Announcement {AnnouncementId} is {State}")]
    public static partial void AnnouncementIs(
        this ILogger log,
        AnnouncementId announcementId,
        string state
    );

    [LoggerMessage(1511, LogLevel.Warning, "Nothing is sent to many for {Pause}")]
    public static partial void LanePauses(this ILogger log, TimeSpan pause);

    [LoggerMessage(1512, LogLevel.Error, "A round of sending broke")]
    public static partial void RoundBroke(this ILogger log, Exception failure);

    [LoggerMessage(1513, LogLevel.Warning, "A caller with {Method} had no valid token")]
    public static partial void CallerRefused(this ILogger log, string method);
}
