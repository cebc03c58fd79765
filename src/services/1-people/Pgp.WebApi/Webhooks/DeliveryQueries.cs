using System.Text.Json;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Webhooks;

/// <summary>Reads what NOTIFICATIONS wrote down about events and deliveries.</summary>
internal static class DeliveryQueries
{
    private const string ListSql = """
        select d.delivery_id, d.event_id, v.event_type, v.channel_id, v.object, v.created_at,
               d.state, d.attempts, d.next_attempt_at, d.last_status, d.last_error,
               d.last_duration_ms, d.ended_at
          from webhook_deliveries d
          join webhook_events v using (event_id)
         where d.endpoint_id = $1
           and ($2::uuid is null or d.event_id < $2)
           and ($3::text is null or d.state = $3)
           and ($4::text is null or v.event_type = $4)
         order by d.event_id desc
         limit $5
        """;

    private const string FindSql = """
        select d.delivery_id, d.event_id, v.event_type, v.channel_id, v.object, v.created_at,
               d.state, d.attempts, d.next_attempt_at, d.last_status, d.last_error,
               d.last_duration_ms, d.ended_at, v.payload
          from webhook_deliveries d
          join webhook_events v using (event_id)
         where d.endpoint_id = $1
           and d.delivery_id = $2
        """;

    private const string AttemptsSql = """
        select attempt, at, status, error, duration_ms
          from webhook_attempts
         where delivery_id = $1
         order by attempt desc
         limit 100
        """;

    private const string CountEventsSql = """
        select count(*)
          from webhook_events
         where account_id = $1
           and created_at >= $2
           and created_at < $3
           and event_type = any($4)
        """;

    public static async Task<IReadOnlyList<(Guid Event, DeliveryView View)>> ListAsync(
        Database database,
        WebhookEndpointId endpoint,
        Page page,
        string? state,
        string? type,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            ListSql,
            sql =>
                sql.With(endpoint)
                    .With(page.Before)
                    .With(state)
                    .With(type)
                    .With(page.Limit + 1)
                    .AllAsync(row => (row.Uuid(1), Read(row)), ct),
            ct
        );

    public static async Task<DeliveryDetailView?> FindAsync(
        Database database,
        WebhookEndpointId endpoint,
        WebhookDeliveryId delivery,
        CancellationToken ct
    )
    {
        var attempts = await database.RunAsync(
            AttemptsSql,
            sql =>
                sql.With(delivery)
                    .AllAsync(
                        row => new AttemptView(
                            row.Number(0),
                            row.Time(1),
                            row.NumberOrNull(2),
                            row.TextOrNull(3),
                            row.Number(4)
                        ),
                        ct
                    ),
            ct
        );
        return await database.RunAsync(
            FindSql,
            sql =>
                sql.With(endpoint)
                    .With(delivery)
                    .FirstAsync(
                        row => new DeliveryDetailView(
                            Read(row),
                            JsonElement.Parse(row.Text(13)),
                            attempts
                        ),
                        ct
                    ),
            ct
        );
    }

    public static async Task<long> CountEventsAsync(
        Unit unit,
        AccountId account,
        DateTimeOffset from,
        DateTimeOffset to,
        string[] types,
        CancellationToken ct
    ) =>
        await unit.Sql(CountEventsSql)
            .With(account)
            .With(from)
            .With(to)
            .With(types)
            .ValueAsync(row => row.Long(0), ct)
        ?? 0;

    private static DeliveryView Read(Row row) =>
        new(
            row.Id<WebhookDeliveryKind>(0).ToString(),
            row.Id<WebhookEventKind>(1).ToString(),
            row.Text(2),
            row.IdOrNull<ChannelKind>(3)?.ToString(),
            row.Text(4),
            row.Time(5),
            row.Text(6),
            row.Number(7),
            row.TimeOrNull(8),
            row.NumberOrNull(9),
            row.TextOrNull(10),
            row.NumberOrNull(11),
            row.TimeOrNull(12)
        );
}
