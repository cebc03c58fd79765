using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Notifications.Webhooks.Events;

/// <summary>All SQL that makes events and puts them into the queue.</summary>
internal static class WebhookEventQueries
{
    // Nobody to tell, nothing to keep.
    private const string AccountSql = """
        select a.account_id
          from channels c
          join accounts a on a.telegram_user_id = c.owner_user_id
         where c.channel_id = $1
           and exists (select from webhook_endpoints e where e.account_id = a.account_id)
        """;

    // Whoever writes for an account waits for who does so already: the order of the numbers is the
    // order in which they can be seen.
    private const string LockSql = """
        select pg_advisory_xact_lock(hashtextextended('webhook_events:' || $1, 0))
        """;

    private const string InsertSql = """
        insert into webhook_events (
            event_id, account_id, channel_id, object, event_type, event_key, payload, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (account_id, event_key) do nothing
        """;

    private const string QueueSql = """
        insert into webhook_deliveries (
            delivery_id, endpoint_id, event_id, seq, object, next_attempt_at, created_at)
        select gen_random_uuid(), e.endpoint_id, v.event_id, v.seq, v.object, $2, $2
          from webhook_events v
          join webhook_endpoints e using (account_id)
          left join webhook_health h using (endpoint_id)
         where v.event_id = $1
           and v.event_type = any(e.event_types)
           and e.enabled_at is not null
           and (h.stopped_at is null or h.stopped_at < e.enabled_at)
        """;

    // For one endpoint, on or off: that is what its owner wants to know.
    private const string QueueTestSql = """
        insert into webhook_deliveries (
            delivery_id, endpoint_id, event_id, seq, object, next_attempt_at, created_at)
        select $1, $2, event_id, seq, object, $4, $4
          from webhook_events
         where event_id = $3
        """;

    private const string OwnerSql = """
        select account_id from webhook_endpoints where endpoint_id = $1
        """;

    private const string ForgetSql = """
        delete from webhook_events
         where event_id in (select event_id
                              from webhook_events v
                             where v.created_at < $1
                               and not exists (select
                                                 from webhook_deliveries d
                                                where d.event_id = v.event_id
                                                  and d.state = 'pending')
                             order by v.created_at
                             limit $2)
        """;

    /// <returns>The account of a channel's owner, if it has endpoints.</returns>
    public static Task<AccountId?> AccountAsync(
        Database database,
        ChannelId channel,
        CancellationToken ct
    ) =>
        database.RunAsync(
            AccountSql,
            sql => sql.With(channel).ValueAsync(row => row.Id<AccountKind>(0), ct),
            ct
        );

    /// <returns>The account of an endpoint; null when it is gone.</returns>
    public static Task<AccountId?> AccountAsync(
        Unit unit,
        WebhookEndpointId endpoint,
        CancellationToken ct
    ) => unit.Sql(OwnerSql).With(endpoint).ValueAsync(row => row.Id<AccountKind>(0), ct);

    public static Task LockAsync(Unit unit, AccountId account, CancellationToken ct) =>
        unit.Sql(LockSql).With(account.ToString()).ExecuteAsync(ct);

    /// <param name="key">Names what happened: it is kept once.</param>
    /// <returns>Null when it is kept already.</returns>
    public static async Task<WebhookEventId?> InsertAsync(
        Unit unit,
        AccountId account,
        ChannelId? channel,
        string key,
        WebhookNews news,
        CancellationToken ct
    )
    {
        var id = WebhookEventId.New(unit.Clock);
        var isNew = await unit.Sql(InsertSql)
            .With(id)
            .With(account)
            .With(channel)
            .With(news.Object)
            .With(news.Type.Name)
            .With(key)
            .With(news.Payload)
            .With(unit.Now)
            .HitsAsync(ct);
        return isNew ? id : null;
    }

    /// <summary>For every endpoint that is on and wants it.</summary>
    public static Task<int> QueueAsync(Unit unit, WebhookEventId id, CancellationToken ct) =>
        unit.Sql(QueueSql).With(id).With(unit.Now).ExecuteAsync(ct);

    public static Task QueueTestAsync(
        Unit unit,
        WebhookDeliveryId delivery,
        WebhookEndpointId endpoint,
        WebhookEventId id,
        CancellationToken ct
    ) =>
        unit.Sql(QueueTestSql)
            .With(delivery)
            .With(endpoint)
            .With(id)
            .With(unit.Now)
            .ExecuteAsync(ct);

    /// <summary>Removes old events with all that became of them, some at a time.</summary>
    /// <returns>How many.</returns>
    public static Task<int> ForgetAsync(
        Database database,
        DateTimeOffset before,
        int max,
        CancellationToken ct
    ) => database.RunAsync(ForgetSql, sql => sql.With(before).With(max).ExecuteAsync(ct), ct);
}
