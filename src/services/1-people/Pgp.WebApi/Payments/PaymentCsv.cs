using System.Globalization;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Payments;

/// <summary>Payments as rows of a table.</summary>
internal static class PaymentCsv
{
    public static IReadOnlyList<string> Head { get; } =
    [
        "payment_id",
        "order_id",
        "channel_id",
        "channel_title",
        "kind",
        "tier_no",
        "user_id",
        "state",
        "reason",
        "price_usd",
        "pay_coin",
        "pay_amount",
        "received_usd",
        "outcome_coin",
        "outcome_amount",
        "fee_amount",
        "net_amount",
        "created_at",
        "paid_at",
    ];

    public static IReadOnlyList<string> Row(PaymentView payment) =>
        [
            payment.PaymentId,
            payment.OrderId,
            payment.ChannelId,
            payment.ChannelTitle,
            payment.Kind,
            payment.TierNo?.ToString(CultureInfo.InvariantCulture) ?? "",
            payment.UserId?.ToString(CultureInfo.InvariantCulture) ?? "",
            payment.State,
            payment.Reason ?? "",
            payment.PriceUsd,
            payment.Pay?.Coin ?? "",
            payment.Pay?.Amount ?? "",
            payment.ReceivedUsd ?? "",
            payment.Outcome?.Coin ?? "",
            payment.Outcome?.Amount ?? "",
            payment.Fee?.Amount ?? "",
            payment.Net?.Amount ?? "",
            CsvTime.Of(payment.CreatedAt),
            CsvTime.Of(payment.PaidAt),
        ];
}
