using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.WebApi.Subscribers;

/// <summary>
/// Which subscribers a page has, newest first; each channel's from an index, then merged.
/// </summary>
internal static class SubscriberPageQueries
{
    private const string PageSql = """
        select page.subscription_id
          from channels c
         cross join lateral (
               select s.subscription_id
                 from subscriptions s
                where s.channel_id = c.channel_id
                  and s.subscription_id < $3
                order by s.subscription_id desc
                limit $4) page
         where c.owner_user_id = $1
           and ($2::uuid is null or c.channel_id = $2)
         order by page.subscription_id desc
         limit $4
        """;

    private const string PageOfStateSql = """
        select page.subscription_id
          from channels c
         cross join lateral (
               select s.subscription_id
                 from subscriptions s
                where s.channel_id = c.channel_id
                  and s.subscription_id < $3
                  and s.state = $5
                order by s.subscription_id desc
                limit $4) page
         where c.owner_user_id = $1
           and ($2::uuid is null or c.channel_id = $2)
         order by page.subscription_id desc
         limit $4
        """;

    private const string FoundSql = """
        with found as (
            select subscription_id from subscriptions where subscription_id = $6
             union
            select subscription_id
              from subscription_events
             where payment_id = $7 and days is not null
             union
            select e.subscription_id
              from payments p
              join subscription_events e using (payment_id)
             where p.order_id = $8 and e.days is not null
             union
            select s.subscription_id
              from channels c
              join subscriptions s using (channel_id)
             where c.owner_user_id = $1
               and s.user_id = $9
        )
        select s.subscription_id
          from found
          join subscriptions s using (subscription_id)
          join channels c using (channel_id)
         where c.owner_user_id = $1
           and ($2::uuid is null or c.channel_id = $2)
           and s.subscription_id < $3
           and ($5::text is null or s.state = $5)
         order by s.subscription_id desc
         limit $4
        """;

    /// <param name="before">
    /// The last subscription of the page before; null for the first page.
    /// </param>
    public static async Task<Guid[]> PageAsync(
        Unit unit,
        TelegramUserId owner,
        SubscriberFilter filter,
        Guid? before,
        int limit,
        CancellationToken ct
    )
    {
        var sql = filter switch
        {
            { Search: not null } => FoundSql,
            { State: not null } => PageOfStateSql,
            _ => PageSql,
        };
        var page = unit.Sql(sql)
            .With(owner.Value)
            .With(filter.Channel)
            .With(before ?? Guid.AllBitsSet)
            .With(limit);
        if (filter.Search is { } search)
        {
            page.With(filter.State)
                .With(search.Subscription)
                .With(search.Payment)
                .With(search.Order)
                .With(search.User);
        }
        else if (filter.State is { } state)
        {
            page.With(state);
        }

        return [.. await page.AllAsync(row => row.Uuid(0), ct)];
    }
}
