using Microsoft.Extensions.Logging;

namespace Pgp.NpIpn;

/// <summary>Event ids 1500 to 1599 belong to NP_IPN.</summary>
internal static partial class NpIpnLog
{
    [LoggerMessage(1501, LogLevel.Warning, "Message refused: {Reason}")]
    public static partial void Refused(this ILogger log, string reason);

    [LoggerMessage(
        1502,
        LogLevel.Error,
        "A signed message names no payment; it is kept as event {EventId} for a person to read"
    )]
    public static partial void NoPayment(this ILogger log, Guid eventId);

    [LoggerMessage(
        1503,
        LogLevel.Warning,
        "A group of {Count} messages could not be stored together; storing them one by one"
    )]
    public static partial void GroupFailed(this ILogger log, int count, Exception failure);

    [LoggerMessage(1504, LogLevel.Error, "A message could not be stored; the provider repeats it")]
    public static partial void NotStored(this ILogger log, Exception failure);
}
