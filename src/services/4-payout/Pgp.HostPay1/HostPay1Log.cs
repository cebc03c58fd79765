using Microsoft.Extensions.Logging;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay1;

/// <summary>Event ids 2000 to 2099 belong to HOSTPAY1.</summary>
internal static partial class HostPay1Log
{
    [LoggerMessage(2001, LogLevel.Information, "Payout {PayoutId}: {Amount} taken over")]
    public static partial void Received(this ILogger log, PayoutId payoutId, CoinAmount amount);

    [LoggerMessage(2002, LogLevel.Information, "Payout {PayoutId}: the order is {Status}")]
    public static partial void OrderStands(this ILogger log, PayoutId payoutId, string status);

    [LoggerMessage(2003, LogLevel.Information, "Payout {PayoutId}: transfer {Result} ({Hash})")]
    public static partial void TransferEnded(
        this ILogger log,
        PayoutId payoutId,
        TransferResult result,
        string? hash
    );
}
