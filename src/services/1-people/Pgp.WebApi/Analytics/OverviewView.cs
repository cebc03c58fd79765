using Pgp.WebApi.Payments;

namespace Pgp.WebApi.Analytics;

/// <summary>
/// What an owner sees first; every figure is defined in <c>docs/analytics.md</c>.
/// </summary>
internal sealed record OverviewView(
    string DefinitionsVersion,
    IReadOnlyList<EarningsDay> Earnings,
    EarningsTotals Totals,
    RecurringView Mrr,
    SubscriberCounts Subscribers,
    ChurnView Churn,
    string? LifetimeValueUsd,
    IReadOnlyList<FunnelStep> Funnel,
    IReadOnlyList<TierLine> PerTier,
    IReadOnlyList<PaymentView> LastPayments
);

/// <summary>What came on one day, UTC, in dollars at the time of receipt.</summary>
/// <param name="DonationsUsd">The part of gross that was given.</param>
internal sealed record EarningsDay(
    string Day,
    string GrossUsd,
    string FeeUsd,
    string NetUsd,
    string DonationsUsd,
    long Payments
);

/// <summary>All days together.</summary>
internal sealed record EarningsTotals(
    string GrossUsd,
    string FeeUsd,
    string NetUsd,
    string DonationsUsd,
    long Payments
);

/// <summary>Monthly recurring revenue.</summary>
internal sealed record RecurringView(string NowUsd, IReadOnlyList<MovementView> Movement);

/// <summary>One month; the running one ends now.</summary>
internal sealed record MovementView(
    string Month,
    string Opening,
    string New,
    string Expansion,
    string Contraction,
    string Churn,
    string Reactivation,
    string Closing
)
{
    public static MovementView Of(string month, Movement movement) =>
        new(
            month,
            movement.Opening.ToDecimalText(),
            movement.New.ToDecimalText(),
            movement.Expansion.ToDecimalText(),
            movement.Contraction.ToDecimalText(),
            movement.Churn.ToDecimalText(),
            movement.Reactivation.ToDecimalText(),
            movement.Closing.ToDecimalText()
        );
}

internal sealed record SubscriberCounts(
    long Active,
    long Trial,
    long Grace,
    // The name has a figure in it, which the naming of JSON members would not set apart.
    [property: System.Text.Json.Serialization.JsonPropertyName(
        "expiring_7_days"
    )] long ExpiringSevenDays,
    [property: System.Text.Json.Serialization.JsonPropertyName("new_30_days")] long NewThirtyDays,
    [property: System.Text.Json.Serialization.JsonPropertyName("churned_30_days")]
        long ChurnedThirtyDays
);

/// <param name="MonthlyRatePercent">Null where nobody paid 30 days ago.</param>
internal sealed record ChurnView(string? MonthlyRatePercent);

/// <param name="Step"><c>ordered</c>, <c>invoiced</c>, <c>paid</c> or <c>joined</c>.</param>
internal sealed record FunnelStep(string Step, long Count);

/// <param name="PriceUsd">What it costs now; null where the tier is no longer sold.</param>
/// <param name="Active">Who is active by it.</param>
/// <param name="RevenueUsd">What came for it in the days asked for.</param>
internal sealed record TierLine(
    string ChannelId,
    int TierNo,
    string? PriceUsd,
    long Active,
    string RevenueUsd
);
