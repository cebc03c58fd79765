using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications.Webhooks.Wishes;

/// <summary>SQL of what owners ask of their endpoints.</summary>
internal static class WishQueries
{
    // What waits already waits on; what came to its end begins a new round.
    private const string ReplaySql = """
        insert into webhook_deliveries (
            delivery_id, endpoint_id, event_id, seq, object, next_attempt_at, created_at)
        select gen_random_uuid(), e.endpoint_id, v.event_id, v.seq, v.object, $5, $5
          from webhook_endpoints e
          join webhook_events v using (account_id)
         where e.endpoint_id = $1
           and v.created_at >= $2
           and v.created_at < $3
           and v.event_type = any($4)
           and v.event_type <> 'webhook.test'
         order by v.seq
            on conflict (endpoint_id, event_id) do update
           set state            = 'pending',
               next_attempt_at  = excluded.next_attempt_at,
               attempts_before  = webhook_deliveries.attempts,
               first_attempt_at = null,
               ended_at         = null
         where webhook_deliveries.state <> 'pending'
        """;

    // In somebody's hands it stays there.
    private const string RetrySql = """
        update webhook_deliveries
           set state            = 'pending',
               next_attempt_at  = $2,
               attempts_before  = case state when 'pending' then attempts_before
                                  else attempts end,
               first_attempt_at = case state when 'pending' then first_attempt_at end,
               ended_at         = null
         where delivery_id = $1
           and (lease_until is null or lease_until <= $2)
        """;

    /// <returns>How many begin.</returns>
    public static Task<int> ReplayAsync(
        Unit unit,
        WebhookReplayRequested wish,
        CancellationToken ct
    ) =>
        unit.Sql(ReplaySql)
            .With(wish.EndpointId)
            .With(wish.From)
            .With(wish.To)
            .With(wish.EventTypes.Split(' '))
            .With(unit.Now)
            .ExecuteAsync(ct);

    public static Task RetryAsync(Unit unit, WebhookDeliveryId delivery, CancellationToken ct) =>
        unit.Sql(RetrySql).With(delivery).With(unit.Now).ExecuteAsync(ct);
}
