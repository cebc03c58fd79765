using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.WebApi.Payments;

/// <summary>
/// Which payments a page has, newest first. Each of an owner's channels gives the first of its own
/// from an index, and these are merged: no page reads more rows than it could show.
/// </summary>
internal static class PaymentPageQueries
{
    private const string PageSql = """
        select page.payment_id
          from channels c
         cross join lateral (
               select p.payment_id
                 from payments p
                where p.channel_id = c.channel_id
                  and p.payment_id < $3
                  and p.payment_id > $4
                  and p.created_at >= $5
                  and p.created_at < $6
                order by p.payment_id desc
                limit $7) page
         where c.owner_user_id = $1
           and ($2::uuid is null or c.channel_id = $2)
         order by page.payment_id desc
         limit $7
        """;

    private const string PageOfStateSql = """
        select page.payment_id
          from channels c
         cross join lateral (
               select p.payment_id
                 from payments p
                where p.channel_id = c.channel_id
                  and p.payment_id < $3
                  and p.payment_id > $4
                  and p.created_at >= $5
                  and p.created_at < $6
                  and p.state = $8
                  and ($9::text is null or p.kind = $9)
                order by p.payment_id desc
                limit $7) page
         where c.owner_user_id = $1
           and ($2::uuid is null or c.channel_id = $2)
         order by page.payment_id desc
         limit $7
        """;

    private const string PageOfKindSql = """
        select page.payment_id
          from channels c
         cross join lateral (
               select p.payment_id
                 from payments p
                where p.channel_id = c.channel_id
                  and p.payment_id < $3
                  and p.payment_id > $4
                  and p.created_at >= $5
                  and p.created_at < $6
                  and p.kind = $8
                order by p.payment_id desc
                limit $7) page
         where c.owner_user_id = $1
           and ($2::uuid is null or c.channel_id = $2)
         order by page.payment_id desc
         limit $7
        """;

    // Who gave without a name is not found by his number either.
    private const string FoundSql = """
        with hit as (
            select payout_id from payout_executions where transaction_hash = $14
             union
            select payout_id from payout_executions where paid_hash = $14
             union
            select payout_id from chain_transactions where transaction_hash = $14
        ), found as (
            select payment_id from payments where payment_id = $10
             union
            select payment_id from payments where order_id = $11
             union
            select payment_id from subscription_events where subscription_id = $12
             union
            select p.payment_id
              from orders o
              join payments p using (order_id)
             where o.user_id = $13
               and not (o.kind = 'donation' and o.is_anonymous)
             union
            select coalesce(y.payment_id, k.payment_id)
              from hit
              join payouts y using (payout_id)
              left join credits k on k.batch_id = y.batch_id
        )
        select p.payment_id
          from found
          join payments p using (payment_id)
          join channels c on c.channel_id = p.channel_id
         where c.owner_user_id = $1
           and ($2::uuid is null or c.channel_id = $2)
           and p.payment_id < $3
           and p.payment_id > $4
           and p.created_at >= $5
           and p.created_at < $6
           and ($8::text is null or p.state = $8)
           and ($9::text is null or p.kind = $9)
         order by p.payment_id desc
         limit $7
        """;

    /// <param name="before">The last payment of the page before; null for the first page.</param>
    public static async Task<Guid[]> PageAsync(
        Unit unit,
        TelegramUserId owner,
        PaymentFilter filter,
        Guid? before,
        int limit,
        CancellationToken ct
    )
    {
        var page = Bound(unit.Sql(SqlOf(filter)), owner, filter, before, limit);
        var asked = filter switch
        {
            { Search: { } search } => page.With(filter.State)
                .With(filter.Kind)
                .With(search.Payment)
                .With(search.Order)
                .With(search.Subscription)
                .With(search.User)
                .With(search.TransactionHash),
            { State: { } state } => page.With(state).With(filter.Kind),
            { Kind: { } kind } => page.With(kind),
            _ => page,
        };
        return [.. await asked.AllAsync(row => row.Uuid(0), ct)];
    }

    private static string SqlOf(PaymentFilter filter) =>
        filter switch
        {
            { Search: not null } => FoundSql,
            { State: not null } => PageOfStateSql,
            { Kind: not null } => PageOfKindSql,
            _ => PageSql,
        };

    private static Statement Bound(
        Statement page,
        TelegramUserId owner,
        PaymentFilter filter,
        Guid? before,
        int limit
    )
    {
        var last = filter.Period.LastId;
        var cursor = before is { } id && id.CompareTo(last) < 0 ? id : last;
        return page.With(owner.Value)
            .With(filter.Channel)
            .With(cursor)
            .With(filter.Period.FirstId)
            .With(filter.Period.From)
            .With(filter.Period.Until)
            .With(limit);
    }
}
