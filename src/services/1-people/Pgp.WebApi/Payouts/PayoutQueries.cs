using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Payouts;

/// <summary>Reads payouts of an owner; those of another are not there.</summary>
internal static class PayoutQueries
{
    private const string ViewsSql = """
        select p.payout_id, p.channel_id, c.closed_title, p.payment_id is not null,
               case when x.state = 'completed' then 'completed'
                    when p.state = 'failed_review' or x.state in ('refunded', 'failed_review')
                    then 'returned'
                    when p.held_by_limit or x.state = 'held' then 'held'
                    when p.state <> 'handed_over' then 'preparing'
                    when x.state = 'deposited' then 'exchanging'
                    else 'sending' end,
               coalesce(x.reason, p.reason), p.source_coin, p.source_amount, p.target_coin,
               case when x.state = 'completed' then x.paid_coin end,
               case when x.state = 'completed' then x.paid_amount end, p.target_address,
               p.target_extra_id, p.value_usd,
               case when x.state = 'completed' then coalesce(x.paid_hash, x.transaction_hash) end,
               p.created_at, case when x.state = 'completed' then x.completed_at end
          from payouts p
          join channels c using (channel_id)
          left join payout_executions x using (payout_id)
         where c.owner_user_id = $1
           and p.payout_id = any($2)
         order by p.created_at desc, p.payout_id desc
        """;

    // As many as one batch may have.
    private const string PaymentsSql = """
        select coalesce(p.payment_id, k.payment_id)
          from payouts p
          join channels c using (channel_id)
          left join credits k on k.batch_id = p.batch_id
         where c.owner_user_id = $1
           and p.payout_id = $2
           and coalesce(p.payment_id, k.payment_id) is not null
         order by 1 desc
         limit 5000
        """;

    /// <summary>Newest first; those that are another's are left out.</summary>
    public static Task<IReadOnlyList<PayoutView>> ViewsAsync(
        Unit unit,
        TelegramUserId owner,
        string[] payouts,
        CancellationToken ct
    ) => unit.Sql(ViewsSql).With(owner.Value).With(payouts).AllAsync(Read, ct);

    /// <returns>Null: there is no such payout, or it is not this owner's.</returns>
    public static async Task<PayoutView?> FindAsync(
        Unit unit,
        TelegramUserId owner,
        PayoutId payout,
        CancellationToken ct
    ) => (await ViewsAsync(unit, owner, [payout.Value], ct)).SingleOrDefault();

    public static async Task<IReadOnlyList<string>> PaymentsAsync(
        Unit unit,
        TelegramUserId owner,
        PayoutId payout,
        CancellationToken ct
    ) =>
        await unit.Sql(PaymentsSql)
            .With(owner.Value)
            .With(payout)
            .AllAsync(row => row.Id<PaymentKind>(0).ToString(), ct);

    private static PayoutView Read(Row row) =>
        new()
        {
            PayoutId = row.Text(0),
            ChannelId = row.Id<ChannelKind>(1).ToString(),
            ChannelTitle = row.Text(2),
            Cause = row.Flag(3) ? "payment" : "batch",
            State = row.Text(4),
            Reason = row.TextOrNull(5),
            Source = CoinView.Of(row.CoinAmount(6)),
            Target = TargetOf(row.Text(8), row.CoinAmountOrNull(9)),
            Address = row.Text(11),
            ExtraId = row.TextOrNull(12),
            ValueUsd = row.UsdOrNull(13)?.ToDecimalText(),
            TxHash = row.TextOrNull(14),
            CreatedAt = row.Time(15),
            CompletedAt = row.TimeOrNull(16),
        };

    private static PayoutTargetView TargetOf(string wanted, CoinAmount? paid) =>
        paid is { } arrived
            ? new PayoutTargetView(arrived.Coin.ToString(), arrived.ToDecimalText())
            : new PayoutTargetView(wanted, null);
}
