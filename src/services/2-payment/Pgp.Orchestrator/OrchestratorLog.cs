using Microsoft.Extensions.Logging;
using Pgp.Contracts.Tasks;

namespace Pgp.Orchestrator;

/// <summary>Event ids 1600 to 1699 belong to ORCHESTRATOR.</summary>
internal static partial class OrchestratorLog
{
    /// <summary>One event per change, as loud as it deserves.</summary>
    public static void Report(this ILogger log, PaymentId id, string state, string? reason)
    {
        if (state == PaymentStates.Quarantined)
        {
            log.PaymentHeld(id, reason!);
        }
        else if (reason == PaymentReasons.RefundedAfterPaid)
        {
            log.PaymentRefundedAfterPaid(id);
        }
        else
        {
            log.PaymentMoved(id, state);
        }
    }

    [LoggerMessage(1601, LogLevel.Information, "Payment {PaymentId} is {State}")]
    private static partial void PaymentMoved(this ILogger log, PaymentId paymentId, string state);

    [LoggerMessage(
        1602,
        LogLevel.Error,
        "Payment {PaymentId} is held: {Reason}; nothing was granted and nothing is lost"
    )]
    private static partial void PaymentHeld(this ILogger log, PaymentId paymentId, string reason);

    [LoggerMessage(
        1603,
        LogLevel.Error,
        "Payment {PaymentId} was sent back by the provider after it was paid; the books still show "
            + "what reached the wallet and left it, until money moves"
    )]
    private static partial void PaymentRefundedAfterPaid(this ILogger log, PaymentId paymentId);

    [LoggerMessage(
        1604,
        LogLevel.Warning,
        "The provider's payment {ProviderPaymentId} has a status that we do not know: {Word}; "
            + "nothing is decided on it"
    )]
    public static partial void StatusUnknown(
        this ILogger log,
        string providerPaymentId,
        string word
    );

    [LoggerMessage(1605, LogLevel.Information, "{ChannelId}: a trial was asked for; {IsBegun}")]
    public static partial void TrialAsked(this ILogger log, ChannelId channelId, bool isBegun);

    [LoggerMessage(1606, LogLevel.Information, "The gift of payment {PaymentId} was opened")]
    public static partial void GiftOpened(this ILogger log, PaymentId paymentId);
}
