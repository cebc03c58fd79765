using System.Globalization;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Subscribers;

/// <summary>Subscribers as rows of a table.</summary>
internal static class SubscriberCsv
{
    public static IReadOnlyList<string> Head { get; } =
    [
        "subscription_id",
        "channel_id",
        "channel_title",
        "user_id",
        "state",
        "tier_no",
        "paid_until",
        "created_at",
        "total_paid_usd",
        "payments_count",
    ];

    public static IReadOnlyList<string> Row(SubscriberView subscriber) =>
        [
            subscriber.SubscriptionId,
            subscriber.ChannelId,
            subscriber.ChannelTitle,
            subscriber.UserId.ToString(CultureInfo.InvariantCulture),
            subscriber.State,
            subscriber.TierNo?.ToString(CultureInfo.InvariantCulture) ?? "",
            CsvTime.Of(subscriber.PaidUntil),
            CsvTime.Of(subscriber.CreatedAt),
            subscriber.TotalPaidUsd,
            subscriber.PaymentsCount.ToString(CultureInfo.InvariantCulture),
        ];
}
