using Microsoft.Extensions.Logging;

namespace Pgp.Oversight.Overdue;

/// <summary>Event ids 2650 to 2699 belong to the watch of what is overdue.</summary>
internal static partial class OverdueLog
{
    [LoggerMessage(
        2651,
        LogLevel.Information,
        "Overdue {Kind}: {Found} in the list, {News} new, {Cleared} cleared"
    )]
    public static partial void Looked(
        this ILogger log,
        string kind,
        int found,
        int news,
        int cleared
    );

    [LoggerMessage(
        2652,
        LogLevel.Warning,
        "Task {MessageId} was tried for too long and is put back: what it carries is {Kind}"
    )]
    public static partial void PutBack(this ILogger log, MessageId messageId, string kind);
}
