using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.WebApi.Payouts;

/// <summary>
/// Which payouts a page has, newest first; each channel's from an index, then merged.
/// </summary>
internal static class PayoutPageQueries
{
    private const string PageSql = """
        with place as (
            select created_at, payout_id from payouts where payment_id = $3 or batch_id = $3
        )
        select page.payout_id
          from channels c
         cross join lateral (
               select p.payout_id, p.created_at
                 from payouts p
                where p.channel_id = c.channel_id
                  and (p.created_at, p.payout_id)
                      < (coalesce((select created_at from place), 'infinity'),
                         coalesce((select payout_id from place), ''))
                order by p.created_at desc, p.payout_id desc
                limit $4) page
         where c.owner_user_id = $1
           and ($2::uuid is null or c.channel_id = $2)
         order by page.created_at desc, page.payout_id desc
         limit $4
        """;

    // Nearly all have arrived: the first of them are never far.
    private const string PageOfCompletedSql = """
        with place as (
            select created_at, payout_id from payouts where payment_id = $3 or batch_id = $3
        )
        select page.payout_id
          from channels c
         cross join lateral (
               select p.payout_id, p.created_at
                 from payouts p
                 join payout_executions x using (payout_id)
                where p.channel_id = c.channel_id
                  and x.state = 'completed'
                  and (p.created_at, p.payout_id)
                      < (coalesce((select created_at from place), 'infinity'),
                         coalesce((select payout_id from place), ''))
                order by p.created_at desc, p.payout_id desc
                limit $4) page
         where c.owner_user_id = $1
           and ($2::uuid is null or c.channel_id = $2)
         order by page.created_at desc, page.payout_id desc
         limit $4
        """;

    // The others are few, whoever they belong to, and stand in small indexes of their own.
    private const string PageOfUnfinishedSql = """
        with place as (
            select created_at, payout_id from payouts where payment_id = $3 or batch_id = $3
        ), unfinished as (
            select p.payout_id from payouts p where p.state in ('created', 'order_requested')
             union all
            select p.payout_id from payouts p where p.state = 'failed_review'
             union all
            select x.payout_id from payout_executions x where x.state <> 'completed'
             union all
            select p.payout_id
              from channels c
              join payouts p using (channel_id)
             where c.owner_user_id = $1
               and p.state = 'handed_over'
               and p.created_at > $6
               and not exists (select from payout_executions x where x.payout_id = p.payout_id)
        ), known as (
            select p.payout_id, p.channel_id, p.created_at,
                   case when p.state = 'failed_review' or x.state in ('refunded', 'failed_review')
                        then 'returned'
                        when p.held_by_limit or x.state = 'held' then 'held'
                        when p.state <> 'handed_over' then 'preparing'
                        when x.state = 'deposited' then 'exchanging'
                        else 'sending' end as state
              from unfinished
              join payouts p using (payout_id)
              left join payout_executions x using (payout_id)
        )
        select k.payout_id
          from known k
          join channels c using (channel_id)
         where c.owner_user_id = $1
           and ($2::uuid is null or c.channel_id = $2)
           and (k.created_at, k.payout_id)
               < (coalesce((select created_at from place), 'infinity'),
                  coalesce((select payout_id from place), ''))
           and k.state = $5
         order by k.created_at desc, k.payout_id desc
         limit $4
        """;

    /// <summary>
    /// HOSTPAY1 takes a payout over within seconds; one that lies for longer than this is overdue,
    /// and operators have been told of it for days.
    /// </summary>
    public static readonly TimeSpan TakenOverWithin = TimeSpan.FromDays(7);

    /// <param name="before">
    /// What the last payout of the page before pays out, a payment or a batch; null for the first
    /// page.
    /// </param>
    public static async Task<string[]> PageAsync(
        Unit unit,
        TelegramUserId owner,
        PayoutFilter filter,
        Guid? before,
        int limit,
        CancellationToken ct
    )
    {
        var sql = filter.State switch
        {
            null => PageSql,
            PayoutFilter.Completed => PageOfCompletedSql,
            _ => PageOfUnfinishedSql,
        };
        var page = unit.Sql(sql).With(owner.Value).With(filter.Channel).With(before).With(limit);
        if (sql == PageOfUnfinishedSql)
        {
            page.With(filter.State).With(unit.Now - TakenOverWithin);
        }

        return [.. await page.AllAsync(row => row.Text(0), ct)];
    }
}
