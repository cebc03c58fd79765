using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Notifications.Owners;

/// <summary>Reads what news are about from the tables of those who wrote it down.</summary>
internal static class FactQueries
{
    // A donor's words are nobody's business before the money is there.
    private const string PaymentSql = """
        select o.user_id, o.tier_no::int, o.days, o.price_usd, p.outcome_coin, p.net_amount,
               case when o.kind = 'subscription' then e.kind end, o.is_anonymous, o.donor_message
          from payments p
          join orders o using (order_id)
          left join subscription_events e on e.payment_id = p.payment_id and e.days is not null
         where p.payment_id = $1
           and p.state = 'paid'
        """;

    private const string PayoutSql = """
        select coalesce(x.paid_coin, p.source_coin), coalesce(x.paid_amount, p.source_amount),
               case when x.state = 'completed' then coalesce(x.paid_hash, x.transaction_hash) end
          from payouts p
          left join payout_executions x using (payout_id)
         where p.payout_id = $1
        """;

    private const string BatchSql = """
        select amount, threshold_usd from payout_batches where batch_id = $1
        """;

    private const string MemberSql = """
        select user_id, paid_until from subscriptions where subscription_id = $1
        """;

    /// <returns>A sale or a donation; null while it is not paid.</returns>
    public static Task<OwnerFacts?> OfPaymentAsync(
        Database database,
        PaymentId payment,
        CancellationToken ct
    ) => database.RunAsync(PaymentSql, sql => sql.With(payment).FirstAsync(Payment, ct), ct);

    public static Task<OwnerFacts?> OfPayoutAsync(
        Database database,
        PayoutId payout,
        CancellationToken ct
    ) =>
        database.RunAsync<OwnerFacts?>(
            PayoutSql,
            async sql =>
                await sql.With(payout)
                    .FirstAsync(
                        row => new OwnerFacts.Payout(row.CoinAmount(0), row.TextOrNull(2)),
                        ct
                    ),
            ct
        );

    public static Task<OwnerFacts?> OfBatchAsync(
        Database database,
        BatchId batch,
        CancellationToken ct
    ) =>
        database.RunAsync<OwnerFacts?>(
            BatchSql,
            async sql =>
                await sql.With(batch)
                    .FirstAsync(
                        row => new OwnerFacts.Batch(
                            new CoinAmount(Coin.Usdt, row.Atomic(0)),
                            row.Usd(1)
                        ),
                        ct
                    ),
            ct
        );

    public static Task<OwnerFacts?> OfMemberAsync(
        Database database,
        SubscriptionId subscription,
        CancellationToken ct
    ) =>
        database.RunAsync<OwnerFacts?>(
            MemberSql,
            async sql =>
                await sql.With(subscription)
                    .FirstAsync(
                        row => new OwnerFacts.Member(new TelegramUserId(row.Long(0)), row.Time(1)),
                        ct
                    ),
            ct
        );

    private static OwnerFacts Payment(Row row)
    {
        var (user, price, net) = (new TelegramUserId(row.Long(0)), row.Usd(3), row.CoinAmount(4));
        return row.NumberOrNull(1) is { } tier
            ? new OwnerFacts.Sale(user, tier, row.Number(2), price, net, row.TextOrNull(6))
            : new OwnerFacts.Donation(row.Flag(7) ? null : user, price, net, row.TextOrNull(8));
    }
}
