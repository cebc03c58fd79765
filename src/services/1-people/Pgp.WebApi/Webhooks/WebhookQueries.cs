using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.WebApi.Webhooks;

/// <summary>An endpoint as it is to be.</summary>
internal sealed record WebhookDraft(string Url, string[] EventTypes, string? Description);

/// <summary>
/// All SQL on <c>webhook_endpoints</c> and <c>webhook_secrets</c>. Each statement names the
/// account: somebody else's endpoint is none.
/// </summary>
internal static class WebhookQueries
{
    private const string ListSql = """
        select e.endpoint_id, e.url, e.event_types, e.description,
               case when e.enabled_at is null then 'owner'
                    when h.stopped_at >= e.enabled_at then h.stop_reason end,
               h.failing_since, s.valid_until, e.created_at, e.updated_at
          from webhook_endpoints e
          left join webhook_health h using (endpoint_id)
          left join webhook_secrets s on s.endpoint_id = e.endpoint_id and s.valid_until > $2
         where e.account_id = $1
         order by e.endpoint_id desc
        """;

    private const string FindSql = """
        select e.endpoint_id, e.url, e.event_types, e.description,
               case when e.enabled_at is null then 'owner'
                    when h.stopped_at >= e.enabled_at then h.stop_reason end,
               h.failing_since, s.valid_until, e.created_at, e.updated_at
          from webhook_endpoints e
          left join webhook_health h using (endpoint_id)
          left join webhook_secrets s on s.endpoint_id = e.endpoint_id and s.valid_until > $3
         where e.account_id = $1
           and e.endpoint_id = $2
        """;

    private const string CountSql = """
        select count(*) from webhook_endpoints where account_id = $1
        """;

    private const string LockSql = """
        select 1
          from webhook_endpoints
         where account_id = $1
           and endpoint_id = $2
           for no key update
        """;

    private const string InsertSql = """
        insert into webhook_endpoints (
            endpoint_id, account_id, url, event_types, description, enabled_at, created_at,
            updated_at)
        values ($1, $2, $3, $4, $5, $6, $6, $6)
        """;

    private const string ChangeSql = """
        update webhook_endpoints
           set url         = $3,
               event_types = $4,
               description = $5,
               updated_at  = $6
         where account_id = $1
           and endpoint_id = $2
        """;

    // A newer moment than that of a stop ends the stop.
    private const string SwitchSql = """
        update webhook_endpoints
           set enabled_at = $3
         where account_id = $1
           and endpoint_id = $2
        """;

    private const string RemoveSql = """
        delete from webhook_endpoints
         where account_id = $1
           and endpoint_id = $2
        """;

    private const string InsertSecretSql = """
        insert into webhook_secrets (secret_id, endpoint_id, sealed, created_at)
        values ($1, $2, $3, $4)
        """;

    // The one before the current one, or one that is over: two sign, not three.
    private const string DropSecretsSql = """
        delete from webhook_secrets
         where endpoint_id = $1
           and valid_until is not null
        """;

    private const string OutdateSecretSql = """
        update webhook_secrets
           set valid_until = $2
         where endpoint_id = $1
           and valid_until is null
        """;

    public static Task<IReadOnlyList<WebhookView>> ListAsync(
        Database database,
        AccountId account,
        CancellationToken ct
    ) =>
        database.RunAsync(
            ListSql,
            sql => sql.With(account).With(database.Clock.GetUtcNow()).AllAsync(Read, ct),
            ct
        );

    public static Task<WebhookView?> FindAsync(
        Database database,
        AccountId account,
        WebhookEndpointId id,
        CancellationToken ct
    ) =>
        database.RunAsync(
            FindSql,
            sql => sql.With(account).With(id).With(database.Clock.GetUtcNow()).FirstAsync(Read, ct),
            ct
        );

    /// <summary>Locks it, so that two who change it come one after the other.</summary>
    /// <returns>Null: there is none, or it is another's.</returns>
    public static async Task<WebhookView?> LockAsync(
        Unit unit,
        AccountId account,
        WebhookEndpointId id,
        CancellationToken ct
    )
    {
        await unit.Sql(LockSql).With(account).With(id).AllAsync(row => row.Number(0), ct);
        return await unit.Sql(FindSql).With(account).With(id).With(unit.Now).FirstAsync(Read, ct);
    }

    public static async Task<long> CountAsync(Unit unit, AccountId account, CancellationToken ct) =>
        await unit.Sql(CountSql).With(account).ValueAsync(row => row.Long(0), ct) ?? 0;

    public static Task InsertAsync(
        Unit unit,
        AccountId account,
        WebhookEndpointId id,
        WebhookDraft draft,
        CancellationToken ct
    ) =>
        unit.Sql(InsertSql)
            .With(id)
            .With(account)
            .With(draft.Url)
            .With(draft.EventTypes)
            .With(draft.Description)
            .With(unit.Now)
            .ExecuteAsync(ct);

    public static Task ChangeAsync(
        Unit unit,
        AccountId account,
        WebhookEndpointId id,
        WebhookDraft draft,
        CancellationToken ct
    ) =>
        unit.Sql(ChangeSql)
            .With(account)
            .With(id)
            .With(draft.Url)
            .With(draft.EventTypes)
            .With(draft.Description)
            .With(unit.Now)
            .ExecuteAsync(ct);

    public static Task SwitchAsync(
        Unit unit,
        AccountId account,
        WebhookEndpointId id,
        bool isOn,
        CancellationToken ct
    ) =>
        unit.Sql(SwitchSql)
            .With(account)
            .With(id)
            .With(isOn ? unit.Now : (DateTimeOffset?)null)
            .ExecuteAsync(ct);

    public static Task RemoveAsync(
        Unit unit,
        AccountId account,
        WebhookEndpointId id,
        CancellationToken ct
    ) => unit.Sql(RemoveSql).With(account).With(id).ExecuteAsync(ct);

    public static Task InsertSecretAsync(
        Unit unit,
        WebhookEndpointId id,
        byte[] sealedKey,
        CancellationToken ct
    ) =>
        unit.Sql(InsertSecretSql)
            .With(Guid.CreateVersion7(unit.Now))
            .With(id)
            .With(sealedKey)
            .With(unit.Now)
            .ExecuteAsync(ct);

    /// <summary>Gives the current secret an end; the one before it ends now.</summary>
    public static async Task OutdateSecretAsync(
        Unit unit,
        WebhookEndpointId id,
        DateTimeOffset validUntil,
        CancellationToken ct
    )
    {
        await unit.Sql(DropSecretsSql).With(id).ExecuteAsync(ct);
        await unit.Sql(OutdateSecretSql).With(id).With(validUntil).ExecuteAsync(ct);
    }

    private static WebhookView Read(Row row) =>
        new(
            row.Id<WebhookEndpointKind>(0).ToString(),
            row.Text(1),
            row.Texts(2),
            row.TextOrNull(3),
            row.TextOrNull(4) is null,
            row.TextOrNull(4),
            row.TimeOrNull(5),
            row.TimeOrNull(6),
            row.Time(7),
            row.Time(8)
        );
}
