using Pgp.Common.Database;

namespace Pgp.Notifications.Webhooks.Sending;

/// <summary>
/// All SQL on what became of attempts. Whoever changes an endpoint's health and its deliveries
/// begins with the health, so that two never wait for each other.
/// </summary>
internal static class ResultQueries
{
    private const string KeepAttemptSql = """
        insert into webhook_attempts (delivery_id, attempt, at, status, error, duration_ms)
        values ($1, $2, $3, $4, $5, $6)
        """;

    // What a stop has discarded meanwhile may have arrived all the same.
    private const string EndSql = """
        update webhook_deliveries
           set state            = $3,
               next_attempt_at  = null,
               lease_until      = null,
               last_status      = $4,
               last_error       = $5,
               last_duration_ms = $6,
               ended_at         = $7
         where delivery_id = $1
           and attempts = $2
           and state in ('pending', 'discarded')
        """;

    private const string PutBackSql = """
        update webhook_deliveries
           set next_attempt_at  = $3,
               lease_until      = null,
               last_status      = $4,
               last_error       = $5,
               last_duration_ms = $6
         where delivery_id = $1
           and attempts = $2
           and state = 'pending'
        """;

    // Nothing was sent, so it was no attempt.
    private const string DiscardSql = """
        update webhook_deliveries
           set state           = 'discarded',
               attempts        = attempts - 1,
               next_attempt_at = null,
               lease_until     = null,
               last_error      = $3,
               ended_at        = $4
         where delivery_id = $1
           and attempts = $2
           and state = 'pending'
        """;

    private const string DiscardAllSql = """
        update webhook_deliveries
           set state           = 'discarded',
               next_attempt_at = null,
               lease_until     = null,
               last_error      = $2,
               ended_at        = $3
         where endpoint_id = $1
           and state = 'pending'
        """;

    private const string RecoverSql = """
        update webhook_health
           set failing_since = null, failures = 0
         where endpoint_id = $1
           and failing_since is not null
        """;

    private const string FailSql = """
        insert into webhook_health (endpoint_id, failing_since, failures)
        values ($1, $2, 1)
            on conflict (endpoint_id) do update
           set failing_since = coalesce(webhook_health.failing_since, excluded.failing_since),
               failures      = webhook_health.failures + 1
        returning failing_since
        """;

    // Once per time that it was switched on.
    private const string StopSql = """
        update webhook_health h
           set stopped_at = $2, stop_reason = $3
          from webhook_endpoints e
         where h.endpoint_id = $1
           and e.endpoint_id = h.endpoint_id
           and e.enabled_at is not null
           and (h.stopped_at is null or h.stopped_at < e.enabled_at)
        """;

    // One of the owner's channels is enough to find him by.
    private const string OwnerSql = """
        select c.channel_id
          from webhook_endpoints e
          join accounts a using (account_id)
          join channels c on c.owner_user_id = a.telegram_user_id
         where e.endpoint_id = $1
         order by c.archived_at is not null, c.created_at
         limit 1
        """;

    public static Task KeepAttemptAsync(
        Unit unit,
        DueDelivery due,
        Attempt attempt,
        CancellationToken ct
    ) =>
        unit.Sql(KeepAttemptSql)
            .With(due.Id)
            .With(due.Attempt)
            .With(attempt.At)
            .With(attempt.Status)
            .With(attempt.Error)
            .With(attempt.Milliseconds)
            .ExecuteAsync(ct);

    /// <param name="state">delivered or failed.</param>
    public static Task EndAsync(
        Unit unit,
        DueDelivery due,
        Attempt attempt,
        string state,
        CancellationToken ct
    ) =>
        unit.Sql(EndSql)
            .With(due.Id)
            .With(due.Attempt)
            .With(state)
            .With(attempt.Status)
            .With(attempt.Error)
            .With(attempt.Milliseconds)
            .With(unit.Now)
            .ExecuteAsync(ct);

    public static Task PutBackAsync(
        Unit unit,
        DueDelivery due,
        Attempt attempt,
        DateTimeOffset next,
        CancellationToken ct
    ) =>
        unit.Sql(PutBackSql)
            .With(due.Id)
            .With(due.Attempt)
            .With(next)
            .With(attempt.Status)
            .With(attempt.Error)
            .With(attempt.Milliseconds)
            .ExecuteAsync(ct);

    public static Task DiscardAsync(Database database, DueDelivery due, CancellationToken ct) =>
        database.RunAsync(
            DiscardSql,
            sql =>
                sql.With(due.Id)
                    .With(due.Attempt)
                    .With(AttemptErrors.Off)
                    .With(database.Clock.GetUtcNow())
                    .ExecuteAsync(ct),
            ct
        );

    public static Task DiscardAllAsync(
        Unit unit,
        WebhookEndpointId endpoint,
        CancellationToken ct
    ) =>
        unit.Sql(DiscardAllSql)
            .With(endpoint)
            .With(AttemptErrors.Off)
            .With(unit.Now)
            .ExecuteAsync(ct);

    public static Task RecoverAsync(Unit unit, WebhookEndpointId endpoint, CancellationToken ct) =>
        unit.Sql(RecoverSql).With(endpoint).ExecuteAsync(ct);

    /// <returns>Since when it fails.</returns>
    public static async Task<DateTimeOffset> FailAsync(
        Unit unit,
        WebhookEndpointId endpoint,
        DateTimeOffset at,
        CancellationToken ct
    ) => await unit.Sql(FailSql).With(endpoint).With(at).ValueAsync(row => row.Time(0), ct) ?? at;

    /// <returns>False when it was off already.</returns>
    public static Task<bool> StopAsync(
        Unit unit,
        WebhookEndpointId endpoint,
        string reason,
        CancellationToken ct
    ) => unit.Sql(StopSql).With(endpoint).With(unit.Now).With(reason).HitsAsync(ct);

    /// <returns>A channel of the endpoint's owner; null if he has none.</returns>
    public static Task<ChannelId?> ChannelAsync(
        Unit unit,
        WebhookEndpointId endpoint,
        CancellationToken ct
    ) =>
        unit.Sql(OwnerSql)
            .With(endpoint)
            .ValueAsync(row => row.Id<Contracts.Ids.ChannelKind>(0), ct);
}
