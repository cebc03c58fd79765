using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Notifications.Webhooks.Sending;

/// <summary>All SQL by which deliveries come out of the queue, one at a time.</summary>
internal static class QueueQueries
{
    // Longer than an attempt may take: who held it is no more.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    // A delivery waits for those of the same object before it and for nothing else; one that is
    // held is still waiting, so its followers stay where they are. The number of the attempt names
    // the holder.
    private const string TakeSql = """
        with next as (
            select d.delivery_id
              from webhook_deliveries d
             where d.state = 'pending'
               and d.next_attempt_at <= $1
               and d.endpoint_id <> all($3)
               and not exists (select
                                 from webhook_deliveries earlier
                                where earlier.endpoint_id = d.endpoint_id
                                  and earlier.object = d.object
                                  and earlier.state = 'pending'
                                  and earlier.seq < d.seq)
             order by d.next_attempt_at, d.seq
             limit 1
               for update skip locked
        )
        update webhook_deliveries d
           set next_attempt_at  = $2,
               lease_until      = $2,
               attempts         = attempts + 1,
               first_attempt_at = coalesce(first_attempt_at, $1)
          from next, webhook_events v, webhook_endpoints e
          left join webhook_health h using (endpoint_id)
         where d.delivery_id = next.delivery_id
           and v.event_id = d.event_id
           and e.endpoint_id = d.endpoint_id
        returning d.delivery_id, d.endpoint_id, d.attempts, d.attempts - d.attempts_before,
                  d.first_attempt_at, e.url,
                  v.event_type = 'webhook.test'
                    or (e.enabled_at is not null
                        and (h.stopped_at is null or h.stopped_at < e.enabled_at)),
                  v.event_id, v.payload
        """;

    private const string NextSql = """
        select d.next_attempt_at
          from webhook_deliveries d
         where d.state = 'pending'
           and d.endpoint_id <> all($1)
           and not exists (select
                             from webhook_deliveries earlier
                            where earlier.endpoint_id = d.endpoint_id
                              and earlier.object = d.object
                              and earlier.state = 'pending'
                              and earlier.seq < d.seq)
         order by d.next_attempt_at, d.seq
         limit 1
        """;

    private const string SecretsSql = """
        select sealed
          from webhook_secrets
         where endpoint_id = $1
           and (valid_until is null or valid_until > $2)
         order by created_at desc
         limit 2
        """;

    /// <param name="busy">Endpoints that have enough under way.</param>
    /// <returns>Null when nothing is due.</returns>
    public static Task<DueDelivery?> TakeAsync(
        Database database,
        WebhookEndpointId[] busy,
        CancellationToken ct
    )
    {
        var now = database.Clock.GetUtcNow();
        return database.RunAsync(
            TakeSql,
            sql => sql.With(now).With(now + Lease).With(Values(busy)).FirstAsync(Read, ct),
            ct
        );
    }

    /// <returns>When somebody has to look again; null for never.</returns>
    public static Task<DateTimeOffset?> NextAsync(
        Database database,
        WebhookEndpointId[] busy,
        CancellationToken ct
    ) =>
        database.RunAsync(
            NextSql,
            sql => sql.With(Values(busy)).ValueAsync(row => row.Time(0), ct),
            ct
        );

    /// <returns>Those that count now, sealed, the newest first.</returns>
    public static Task<IReadOnlyList<byte[]>> SecretsAsync(
        Database database,
        WebhookEndpointId endpoint,
        CancellationToken ct
    ) =>
        database.RunAsync(
            SecretsSql,
            sql =>
                sql.With(endpoint)
                    .With(database.Clock.GetUtcNow())
                    .AllAsync(row => row.Bytes(0), ct),
            ct
        );

    private static Guid[] Values(WebhookEndpointId[] endpoints) =>
        [.. endpoints.Select(endpoint => endpoint.Value)];

    private static DueDelivery Read(Row row) =>
        new(
            row.Id<WebhookDeliveryKind>(0),
            row.Id<WebhookEndpointKind>(1),
            row.Number(2),
            row.Number(3),
            row.Time(4),
            row.Text(5),
            row.Flag(6),
            row.Id<WebhookEventKind>(7),
            row.Text(8)
        );
}
