using Microsoft.Extensions.Logging;

namespace Pgp.Orchestrator;

/// <summary>Event ids 1600 to 1699 belong to ORCHESTRATOR.</summary>
internal static partial class OrchestratorLog
{
    [LoggerMessage(1601, LogLevel.Information, "Payment {PaymentId} is {State}")]
    public static partial void PaymentMoved(this ILogger log, PaymentId paymentId, string state);

    [LoggerMessage(
        1602,
        LogLevel.Error,
        "Payment {PaymentId} is held: {Reason}; nothing was granted and nothing is lost"
    )]
    public static partial void PaymentHeld(this ILogger log, PaymentId paymentId, string reason);
}
