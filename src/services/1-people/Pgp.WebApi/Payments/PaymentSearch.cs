using System.Globalization;

namespace Pgp.WebApi.Payments;

/// <summary>
/// What somebody typed to find a payment: its id, its order's, its subscription's, the buyer's
/// Telegram id, or a transaction of its payout. At most one of these; none finds nothing.
/// </summary>
internal sealed record PaymentSearch
{
    public PaymentId? Payment { get; private init; }

    public OrderId? Order { get; private init; }

    public SubscriptionId? Subscription { get; private init; }

    public long? User { get; private init; }

    public string? TransactionHash { get; private init; }

    public static PaymentSearch Of(string text)
    {
        var wanted = text.Trim();
        return PaymentId.TryParse(wanted, out var payment) ? new() { Payment = payment }
            : OrderId.TryParse(wanted, out var order) ? new() { Order = order }
            : SubscriptionId.TryParse(wanted, out var subscription)
                ? new() { Subscription = subscription }
            : long.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var user)
                ? new() { User = user }
            : new() { TransactionHash = HashOf(wanted) };
    }

    // Hexadecimal digits may be typed in either case; other chains' letters may not.
    private static string HashOf(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.ToLowerInvariant() : text;
}
