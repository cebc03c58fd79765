using Microsoft.Extensions.Logging;

namespace Pgp.Invite;

/// <summary>Event ids 1200 to 1299 belong to invite.</summary>
internal static partial class InviteLog
{
    [LoggerMessage(1201, LogLevel.Information, "Payment {PaymentId} has a link until {Expires}")]
    public static partial void LinkMade(
        this ILogger log,
        PaymentId paymentId,
        DateTimeOffset expires
    );

    [LoggerMessage(1202, LogLevel.Information, "Payment {PaymentId}: the buyer has the link")]
    public static partial void InviteSent(this ILogger log, PaymentId paymentId);

    [LoggerMessage(1203, LogLevel.Error, "Payment {PaymentId}: the buyer cannot get in: {Reason}")]
    public static partial void InviteFailed(this ILogger log, PaymentId paymentId, string reason);
}
