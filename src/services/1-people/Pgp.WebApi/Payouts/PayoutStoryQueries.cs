using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Payouts;

/// <summary>What the tables know about one payout.</summary>
internal static class PayoutStoryQueries
{
    private const string StorySql = """
        with mine as (
            select p.payout_id, p.batch_id, p.state, p.held_by_limit, p.reason, p.source_coin,
                   p.source_amount, p.route, p.target_coin, p.exchange_id, p.created_at,
                   p.updated_at
              from payouts p
              join channels c using (channel_id)
             where c.owner_user_id = $1
               and p.payout_id = $2
        )
        select b.created_at, 'batch_reserved', b.credits || ' payments', 'usdt@eth', b.amount,
               null::text, null::text
          from mine
          join payout_batches b using (batch_id)
         union all
        select b.ended_at, 'batch_released', b.reason, 'usdt@eth', b.amount, null, null
          from mine
          join payout_batches b using (batch_id)
         where b.state = 'released'
         union all
        select created_at, 'payout_created', route || ' to ' || target_coin, source_coin,
               source_amount, null, null
          from mine
         union all
        select updated_at, case when held_by_limit then 'payout_held' else 'payout_returned' end,
               reason, null, null, null, null
          from mine
         where held_by_limit or state = 'failed_review'
         union all
        select x.created_at, 'payout_handed_over', 'exchange order ' || mine.exchange_id, null,
               null, null, null
          from mine
          join payout_executions x using (payout_id)
         union all
        select t.broadcast_at, 'transfer_sent', null, null, null, t.transaction_hash, 'eth'
          from mine
          join chain_transactions t using (payout_id)
         where t.broadcast_at is not null
         union all
        select f.updated_at, 'transfer_confirmed', null, null, null, t.transaction_hash, 'eth'
          from mine
          join chain_transfers f using (payout_id)
          join chain_transactions t on t.payout_id = f.payout_id and t.state = 'confirmed'
         where f.state = 'confirmed'
         union all
        select x.completed_at, 'payout_completed', null, x.paid_coin, x.paid_amount,
               coalesce(x.paid_hash, x.transaction_hash),
               case when x.paid_hash is null then 'eth' else split_part(x.paid_coin, '@', 2) end
          from mine
          join payout_executions x using (payout_id)
         where x.state = 'completed'
         union all
        select x.updated_at,
               case when x.state = 'held' then 'payout_held' else 'payout_returned' end,
               x.reason, null, null, null, null
          from mine
          join payout_executions x using (payout_id)
         where x.state in ('held', 'refunded', 'failed_review')
        """;

    public static Task<IReadOnlyList<TimelineEntry>> StoryAsync(
        Unit unit,
        TelegramUserId owner,
        PayoutId payout,
        Story story,
        CancellationToken ct
    ) => unit.Sql(StorySql).With(owner.Value).With(payout).AllAsync(story.Read, ct);
}
