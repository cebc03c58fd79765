using Pgp.Contracts.Money;

namespace Pgp.WebApi.Analytics;

/// <summary>An entry of a subscription's log, as far as it says what somebody pays.</summary>
/// <param name="At">When it was written down.</param>
/// <param name="Opens">Access began with it: a new run of days.</param>
/// <param name="Payment">What paid for the days, or whose days were taken back.</param>
/// <param name="Days">Days given; null: the payment's were taken back.</param>
/// <param name="From">From when the days counted.</param>
/// <param name="Price">What the payment's order asked for; null for a trial.</param>
internal sealed record LifeLine(
    SubscriptionId Subscription,
    DateTimeOffset At,
    bool Opens,
    PaymentId? Payment,
    int? Days,
    DateTimeOffset? From,
    Amount<Usd>? Price
)
{
    /// <summary>Something was paid earlier, by entries that are left out.</summary>
    public bool HasPaidBefore { get; init; }
}
