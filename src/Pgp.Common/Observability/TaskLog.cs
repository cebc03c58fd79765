using Microsoft.Extensions.Logging;

namespace Pgp.Common.Observability;

/// <summary>Event ids 1000 to 1099 belong to the transport of tasks.</summary>
internal static partial class TaskLog
{
    [LoggerMessage(1001, LogLevel.Warning, "Token for {Task} refused: {Reason}")]
    public static partial void TokenRefused(this ILogger log, string task, string? reason);

    [LoggerMessage(
        1002,
        LogLevel.Error,
        "Handler of {Task} failed on message {MessageId}, attempt {Attempt}; it comes again"
    )]
    public static partial void HandlerFailed(
        this ILogger log,
        string task,
        MessageId messageId,
        int attempt,
        Exception failure
    );

    [LoggerMessage(1003, LogLevel.Information, "{Task} {MessageId} waits: {Reason}")]
    public static partial void HandlerWantsRetry(
        this ILogger log,
        string task,
        MessageId messageId,
        string reason
    );

    [LoggerMessage(1004, LogLevel.Error, "{Task} {MessageId} is a dead letter: {Reason}")]
    public static partial void TaskRejected(
        this ILogger log,
        string task,
        MessageId messageId,
        string reason
    );

    [LoggerMessage(1005, LogLevel.Error, "The dispatcher cannot reach the outbox; trying again")]
    public static partial void OutboxUnreachable(this ILogger log, Exception failure);

    [LoggerMessage(1006, LogLevel.Warning, "{Task} {MessageId} was not taken: {Reason}")]
    public static partial void NotDelivered(
        this ILogger log,
        string task,
        MessageId messageId,
        string reason
    );

    [LoggerMessage(
        1007,
        LogLevel.Warning,
        "The wake-up connection broke; polling until it is back"
    )]
    public static partial void WakeUpBroken(this ILogger log, Exception failure);

    [LoggerMessage(
        1008,
        LogLevel.Error,
        "Job {Job} of {Service} failed; it runs again on schedule"
    )]
    public static partial void JobFailed(
        this ILogger log,
        string job,
        string service,
        Exception failure
    );

    [LoggerMessage(
        1009,
        LogLevel.Critical,
        "Job {Job} of {Service} broke down; it is missing until the process is started anew"
    )]
    public static partial void JobBroke(
        this ILogger log,
        string job,
        string service,
        Exception failure
    );

    [LoggerMessage(
        1010,
        LogLevel.Warning,
        "Job {Job}: {Missed} slots before this one were run by nobody"
    )]
    public static partial void SlotsMissed(this ILogger log, string job, int missed);
}
