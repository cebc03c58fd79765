using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using static Pgp.Notifications.Webhooks.Events.WebhookNews;

namespace Pgp.Notifications.Webhooks.Events;

/// <summary>What somebody bought, by the entry of the log that says so.</summary>
/// <param name="Change">purchased, renewed or returned.</param>
internal sealed record Bought(string Change, SubscriptionBoughtData Data);

/// <summary>
/// Reads what owners' servers are told from the tables of those who wrote it down.
/// </summary>
internal static class WebhookFactQueries
{
    private const string SaleSql = """
        select p.order_id, p.outcome_coin, p.outcome_amount, p.outcome_coin, p.fee_amount,
               p.outcome_coin, p.net_amount, p.paid_at, o.user_id, o.price_usd, o.kind,
               o.tier_no::int, o.days
          from payments p
          join orders o using (order_id)
         where p.payment_id = $1
           and p.paid_at is not null
           and o.kind <> 'donation'
        """;

    private const string DonationSql = """
        select p.order_id, p.outcome_coin, p.outcome_amount, p.outcome_coin, p.fee_amount,
               p.outcome_coin, p.net_amount, p.paid_at,
               case when not o.is_anonymous then o.user_id end, o.price_usd, o.donor_message
          from payments p
          join orders o using (order_id)
         where p.payment_id = $1
           and p.paid_at is not null
           and o.kind = 'donation'
        """;

    private const string BoughtSql = """
        select e.kind, e.subscription_id, s.user_id, e.tier_no, e.days, e.valid_from, e.valid_until
          from subscription_events e
          join subscriptions s using (subscription_id)
         where e.payment_id = $1
           and e.days is not null
        """;

    private const string MemberSql = """
        select user_id, tier_no, paid_until from subscriptions where subscription_id = $1
        """;

    private const string BatchSql = """
        select amount, threshold_usd, credits, target_coin, target_address, target_extra_id
          from payout_batches
         where batch_id = $1
        """;

    private const string PayoutSql = """
        select p.source_coin, p.source_amount, x.paid_coin, x.paid_amount, p.target_coin,
               p.target_address, p.target_extra_id,
               case when x.state = 'completed' then coalesce(x.paid_hash, x.transaction_hash) end,
               x.completed_at
          from payouts p
          left join payout_executions x using (payout_id)
         where p.payout_id = $1
        """;

    public static Task<PaymentData?> SaleAsync(
        Database database,
        ChannelId channel,
        PaymentId payment,
        CancellationToken ct
    ) =>
        database.RunAsync(
            SaleSql,
            sql =>
                sql.With(payment)
                    .FirstAsync(
                        row => new PaymentData(
                            payment.ToString(),
                            row.Id<OrderKind>(0).ToString(),
                            channel.ToString(),
                            row.Text(10),
                            row.Long(8),
                            row.Number(11),
                            row.Number(12),
                            row.Usd(9).ToDecimalText(),
                            Coins.Of(row.CoinAmount(1)),
                            Coins.Of(row.CoinAmount(3)),
                            Coins.Of(row.CoinAmount(5)),
                            Moment(row.Time(7))
                        ),
                        ct
                    ),
            ct
        );

    public static Task<DonationData?> DonationAsync(
        Database database,
        ChannelId channel,
        PaymentId payment,
        CancellationToken ct
    ) =>
        database.RunAsync(
            DonationSql,
            sql =>
                sql.With(payment)
                    .FirstAsync(
                        row => new DonationData(
                            payment.ToString(),
                            row.Id<OrderKind>(0).ToString(),
                            channel.ToString(),
                            row.LongOrNull(8),
                            row.TextOrNull(10),
                            row.Usd(9).ToDecimalText(),
                            Coins.Of(row.CoinAmount(1)),
                            Coins.Of(row.CoinAmount(3)),
                            Coins.Of(row.CoinAmount(5)),
                            Moment(row.Time(7))
                        ),
                        ct
                    ),
            ct
        );

    public static Task<Bought?> BoughtAsync(
        Database database,
        ChannelId channel,
        PaymentId payment,
        CancellationToken ct
    ) =>
        database.RunAsync(
            BoughtSql,
            sql =>
                sql.With(payment)
                    .FirstAsync(
                        row => new Bought(
                            row.Text(0),
                            new SubscriptionBoughtData(
                                row.Id<SubscriptionKind>(1).ToString(),
                                channel.ToString(),
                                row.Long(2),
                                row.NumberOrNull(3),
                                row.Number(4),
                                Moment(row.Time(5)),
                                Moment(row.Time(6)),
                                payment.ToString()
                            )
                        ),
                        ct
                    ),
            ct
        );

    public static Task<SubscriptionExpiredData?> MemberAsync(
        Database database,
        ChannelId channel,
        SubscriptionId subscription,
        CancellationToken ct
    ) =>
        database.RunAsync(
            MemberSql,
            sql =>
                sql.With(subscription)
                    .FirstAsync(
                        row => new SubscriptionExpiredData(
                            subscription.ToString(),
                            channel.ToString(),
                            row.Long(0),
                            row.NumberOrNull(1),
                            Moment(row.Time(2))
                        ),
                        ct
                    ),
            ct
        );

    public static Task<PayoutStartedData?> BatchAsync(
        Database database,
        ChannelId channel,
        BatchId batch,
        CancellationToken ct
    ) =>
        database.RunAsync(
            BatchSql,
            sql =>
                sql.With(batch)
                    .FirstAsync(
                        row => new PayoutStartedData(
                            PayoutId.Batch(batch).Value,
                            channel.ToString(),
                            Coins.Of(new CoinAmount(Coin.Usdt, row.Atomic(0))),
                            row.Usd(1).ToDecimalText(),
                            row.Number(2),
                            row.Text(3),
                            row.Text(4),
                            row.TextOrNull(5)
                        ),
                        ct
                    ),
            ct
        );

    public static Task<PayoutData?> PayoutAsync(
        Database database,
        ChannelId channel,
        PayoutId payout,
        CancellationToken ct
    ) =>
        database.RunAsync(
            PayoutSql,
            sql =>
                sql.With(payout)
                    .FirstAsync(
                        row => new PayoutData(
                            payout.Value,
                            channel.ToString(),
                            Coins.Of(row.CoinAmount(0)),
                            Coins.OfKnown(row.CoinAmountOrNull(2)),
                            row.Text(4),
                            row.Text(5),
                            row.TextOrNull(6),
                            row.TextOrNull(7),
                            row.TimeOrNull(8) is { } at ? Moment(at) : null
                        ),
                        ct
                    ),
            ct
        );
}
