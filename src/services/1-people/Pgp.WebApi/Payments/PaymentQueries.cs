using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Payments;

/// <summary>Reads payments of an owner; those of another are not there.</summary>
internal static class PaymentQueries
{
    private const string ViewsSql = """
        select p.payment_id, p.order_id, p.channel_id, c.closed_title, o.kind, o.tier_no::integer,
               case when not (o.kind = 'donation' and o.is_anonymous) then o.user_id end, p.state,
               p.reason, o.price_usd, p.pay_coin, p.pay_amount, p.outcome_usd, p.outcome_coin,
               p.outcome_amount, p.fee_amount, p.net_amount, p.created_at, p.paid_at
          from payments p
          join orders o using (order_id)
          join channels c on c.channel_id = p.channel_id
         where c.owner_user_id = $1
           and p.payment_id = any($2)
         order by p.payment_id desc
        """;

    // A payment that was collected left with others in a batch.
    private const string PayoutSql = """
        with mine as (
            select p.payment_id
              from payments p
              join channels c using (channel_id)
             where c.owner_user_id = $1
               and p.payment_id = $2
        )
        select y.payout_id
          from mine
          join payouts y using (payment_id)
         union all
        select y.payout_id
          from mine
          join credits k using (payment_id)
          join payouts y using (batch_id)
        """;

    // Only what it booked by itself: entries of batches and conversions are about others, too.
    private const string LedgerSql = """
        with mine as (
            select p.payment_id
              from payments p
              join channels c using (channel_id)
             where c.owner_user_id = $1
               and p.payment_id = $2
        ), booked as (
            select e.entry_id, e.booked_at, e.fact
              from mine
              join ledger_entries e using (payment_id)
             union
            select e.entry_id, e.booked_at, e.fact
              from mine
             cross join ledger_entries e
             where e.payout_id = $3
        )
        select g.account, g.coin, g.amount, b.booked_at, b.fact
          from booked b
          join ledger_postings g using (entry_id)
         order by b.booked_at, b.entry_id, g.line
        """;

    /// <summary>Newest first; those that are another's are left out.</summary>
    public static Task<IReadOnlyList<PaymentView>> ViewsAsync(
        Unit unit,
        TelegramUserId owner,
        Guid[] payments,
        CancellationToken ct
    ) => unit.Sql(ViewsSql).With(owner.Value).With(payments).AllAsync(Read, ct);

    /// <returns>Null: there is no such payment, or it is not this owner's.</returns>
    public static async Task<PaymentView?> FindAsync(
        Unit unit,
        TelegramUserId owner,
        PaymentId payment,
        CancellationToken ct
    ) => (await ViewsAsync(unit, owner, [payment.Value], ct)).SingleOrDefault();

    /// <returns>Null: it is not on its way to the owner yet.</returns>
    public static Task<string?> PayoutAsync(
        Unit unit,
        TelegramUserId owner,
        PaymentId payment,
        CancellationToken ct
    ) =>
        unit.Sql(PayoutSql).With(owner.Value).With(payment).FirstAsync(row => row.Text(0), ct);

    public static Task<IReadOnlyList<LedgerLine>> LedgerAsync(
        Unit unit,
        TelegramUserId owner,
        PaymentId payment,
        CancellationToken ct
    ) =>
        unit.Sql(LedgerSql)
            .With(owner.Value)
            .With(payment)
            .With(PayoutId.Instant(payment))
            .AllAsync(
                row =>
                {
                    var amount = row.CoinAmount(1);
                    return new LedgerLine(
                        row.Text(0),
                        amount.Coin.ToString(),
                        amount.ToDecimalText(),
                        row.Time(3),
                        row.Text(4)
                    );
                },
                ct
            );

    private static PaymentView Read(Row row)
    {
        var outcome = row.CoinAmountOrNull(13);
        return new PaymentView
        {
            PaymentId = row.Id<PaymentKind>(0).ToString(),
            OrderId = row.Id<OrderKind>(1).ToString(),
            ChannelId = row.Id<ChannelKind>(2).ToString(),
            ChannelTitle = row.Text(3),
            Kind = row.Text(4),
            TierNo = row.NumberOrNull(5),
            UserId = row.LongOrNull(6),
            State = row.Text(7),
            Reason = row.TextOrNull(8),
            PriceUsd = row.Usd(9).ToDecimalText(),
            Pay = CoinView.Of(row.CoinAmountOrNull(10)),
            ReceivedUsd = row.UsdOrNull(12)?.ToDecimalText(),
            Outcome = CoinView.Of(outcome),
            Fee = CoinView.Of(outcome, row.AtomicOrNull(15)),
            Net = CoinView.Of(outcome, row.AtomicOrNull(16)),
            CreatedAt = row.Time(17),
            PaidAt = row.TimeOrNull(18),
        };
    }
}
