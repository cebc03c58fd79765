using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Payouts;

/// <summary>Payouts as rows of a table.</summary>
internal static class PayoutCsv
{
    public static IReadOnlyList<string> Head { get; } =
    [
        "payout_id",
        "channel_id",
        "channel_title",
        "cause",
        "state",
        "reason",
        "source_coin",
        "source_amount",
        "target_coin",
        "target_amount",
        "address",
        "extra_id",
        "value_usd",
        "tx_hash",
        "created_at",
        "completed_at",
    ];

    public static IReadOnlyList<string> Row(PayoutView payout) =>
        [
            payout.PayoutId,
            payout.ChannelId,
            payout.ChannelTitle,
            payout.Cause,
            payout.State,
            payout.Reason ?? "",
            payout.Source.Coin,
            payout.Source.Amount,
            payout.Target.Coin,
            payout.Target.Amount ?? "",
            payout.Address,
            payout.ExtraId ?? "",
            payout.ValueUsd ?? "",
            payout.TxHash ?? "",
            CsvTime.Of(payout.CreatedAt),
            CsvTime.Of(payout.CompletedAt),
        ];
}
