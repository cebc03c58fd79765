using Microsoft.Extensions.Logging;

namespace Pgp.Sandbox;

/// <summary>Event ids 9000 to 9099 belong to the sandbox.</summary>
internal static partial class SandboxLog
{
    [LoggerMessage(
        EventId = 9000,
        Level = LogLevel.Information,
        Message = "The sandbox listens at {Address}"
    )]
    public static partial void Listening(this ILogger log, Uri address);

    [LoggerMessage(
        EventId = 9001,
        Level = LogLevel.Warning,
        Message = "The sandbox's work on {Name} failed and is tried again"
    )]
    public static partial void StepFailed(this ILogger log, string name, Exception failure);

    [LoggerMessage(
        EventId = 9002,
        Level = LogLevel.Warning,
        Message = "The chain refused to pay out {Id}; it is tried again"
    )]
    public static partial void PayoutRefused(this ILogger log, string id, Exception refusal);
}
