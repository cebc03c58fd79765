using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;

namespace Pgp.Invite;

/// <summary>Event ids 1200 to 1299 belong to invite.</summary>
internal static partial class InviteLog
{
    [LoggerMessage(1201, LogLevel.Information, "Invite {Cause} has a link until {Expires}")]
    public static partial void LinkMade(this ILogger log, string cause, DateTimeOffset expires);

    [LoggerMessage(1202, LogLevel.Information, "Invite {Cause}: the person has it, or is inside")]
    public static partial void InviteSettled(this ILogger log, string cause);

    [LoggerMessage(1203, LogLevel.Error, "Invite {Cause}: the person cannot get in: {Reason}")]
    public static partial void InviteFailed(this ILogger log, string cause, string reason);

    [LoggerMessage(1204, LogLevel.Information, "Join request {UpdateId}: welcome is {IsWelcome}")]
    public static partial void JoinAnswered(this ILogger log, long updateId, bool isWelcome);

    [LoggerMessage(1205, LogLevel.Warning, "Invite {Cause} let in somebody else: {UpdateId}")]
    public static partial void InviteLeaked(this ILogger log, string cause, long updateId);

    [LoggerMessage(1206, LogLevel.Error, "Who came by a leaked invite stays: {UpdateId} {Outcome}")]
    public static partial void StrangerStays(
        this ILogger log,
        long updateId,
        TelegramOutcome outcome
    );

    [LoggerMessage(
        1210,
        LogLevel.Information,
        "{SubscriptionId} entry {Seq}: removed {After} after the end"
    )]
    public static partial void MemberRemoved(
        this ILogger log,
        SubscriptionId subscriptionId,
        int seq,
        TimeSpan after
    );

    [LoggerMessage(1211, LogLevel.Error, "{SubscriptionId} entry {Seq}: not removed: {Reason}")]
    public static partial void RemovalRefused(
        this ILogger log,
        SubscriptionId subscriptionId,
        int seq,
        string reason
    );
}
