using Microsoft.Extensions.Logging;
using Pgp.Adapters.Ethereum;
using Pgp.Contracts.Ids;

namespace Pgp.HostPay3;

/// <summary>Event ids 2200 to 2299 belong to HOSTPAY3.</summary>
internal static partial class HostPay3Log
{
    [LoggerMessage(
        2201,
        LogLevel.Information,
        "Payout {PayoutId}: nonce {Nonce} sent as {Hash}: {Outcome}"
    )]
    public static partial void Sent(
        this ILogger log,
        PayoutId payoutId,
        long nonce,
        Hash32 hash,
        string outcome
    );

    [LoggerMessage(2202, LogLevel.Warning, "Payout {PayoutId} waits: {Error} ({Reason})")]
    public static partial void Waits(
        this ILogger log,
        PayoutId payoutId,
        TransferError error,
        string? reason
    );

    [LoggerMessage(2203, LogLevel.Information, "Payout {PayoutId}: transfer over ({Ending})")]
    public static partial void Ended(this ILogger log, PayoutId payoutId, string ending);

    [LoggerMessage(2204, LogLevel.Error, "Payout {PayoutId} needs a person: {Reason}")]
    public static partial void NeedsReview(this ILogger log, PayoutId payoutId, string reason);

    [LoggerMessage(
        2205,
        LogLevel.Error,
        "Payout {PayoutId} is not mined after {Count} bids; it is watched on"
    )]
    public static partial void Stuck(this ILogger log, PayoutId payoutId, int count);

    [LoggerMessage(2206, LogLevel.Error, "The wallet is not opened yet: {Reason}")]
    public static partial void NotOpened(this ILogger log, string reason);
}
