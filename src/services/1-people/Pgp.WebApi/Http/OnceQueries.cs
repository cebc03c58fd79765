using Pgp.Common.Database;

namespace Pgp.WebApi.Http;

/// <summary>What is to happen once.</summary>
/// <param name="Route">Method and path.</param>
internal sealed record OnceWish(AccountId Account, string Key, string Route, byte[] BodyHash);

/// <summary>What came of the first try; no status while it is at work.</summary>
internal sealed record OnceAnswer(
    string Route,
    byte[] BodyHash,
    DateTimeOffset CreatedAt,
    DateTimeOffset LeaseUntil
)
{
    public int? Status { get; init; }

    public string? ContentType { get; init; }

    public string? Location { get; init; }

    public byte[]? Body { get; init; }

    public static OnceAnswer AtWork(OnceWish wish, DateTimeOffset now) =>
        new(wish.Route, wish.BodyHash, now, now);

    public bool IsFor(OnceWish wish) =>
        Route == wish.Route && BodyHash.AsSpan().SequenceEqual(wish.BodyHash);
}

/// <summary>Keys and answers of requests that must not happen twice.</summary>
internal static class OnceQueries
{
    private const string BeginSql = """
        insert into idempotency_keys (account_id, key, route, body_sha256, created_at, lease_until)
        values ($1, $2, $3, $4, $5, $6)
        on conflict do nothing
        """;

    private const string FindSql = """
        select route, body_sha256, created_at, lease_until, status, content_type, location, body
          from idempotency_keys
         where account_id = $1
           and key = $2
        """;

    private const string TakeOverSql = """
        update idempotency_keys
           set route = $3, body_sha256 = $4, created_at = $5, lease_until = $6,
               status = null, content_type = null, location = null, body = null
         where account_id  = $1
           and key         = $2
           and lease_until = $7
        """;

    private const string KeepSql = """
        update idempotency_keys
           set status = $3, content_type = $4, location = $5, body = $6
         where account_id = $1
           and key = $2
           and status is null
        """;

    private const string ForgetSql = """
        delete from idempotency_keys
         where account_id = $1
           and key = $2
           and status is null
        """;

    private const string PurgeSql = """
        delete from idempotency_keys
         where created_at < $1 - interval '7 days'
        """;

    /// <returns><see langword="false"/>: the key was used before.</returns>
    public static Task<bool> BeginAsync(
        Database database,
        OnceWish wish,
        DateTimeOffset now,
        DateTimeOffset lease,
        CancellationToken ct
    ) => database.RunAsync(BeginSql, sql => Name(sql, wish, now, lease).HitsAsync(ct), ct);

    public static Task<OnceAnswer?> FindAsync(
        Database database,
        OnceWish wish,
        CancellationToken ct
    ) =>
        database.RunAsync(
            FindSql,
            sql =>
                sql.With(wish.Account)
                    .With(wish.Key)
                    .FirstAsync(
                        row => new OnceAnswer(row.Text(0), row.Bytes(1), row.Time(2), row.Time(3))
                        {
                            Status = row.NumberOrNull(4),
                            ContentType = row.TextOrNull(5),
                            Location = row.TextOrNull(6),
                            Body = row.NumberOrNull(4) is null ? null : row.Bytes(7),
                        },
                        ct
                    ),
            ct
        );

    /// <returns><see langword="false"/>: somebody else was faster.</returns>
    public static Task<bool> TakeOverAsync(
        Database database,
        OnceWish wish,
        OnceAnswer seen,
        DateTimeOffset now,
        DateTimeOffset lease,
        CancellationToken ct
    ) =>
        database.RunAsync(
            TakeOverSql,
            sql => Name(sql, wish, now, lease).With(seen.LeaseUntil).HitsAsync(ct),
            ct
        );

    public static Task KeepAsync(
        Database database,
        OnceWish wish,
        OnceAnswer answer,
        CancellationToken ct
    ) =>
        database.RunAsync(
            KeepSql,
            sql =>
                sql.With(wish.Account)
                    .With(wish.Key)
                    .With(answer.Status)
                    .With(answer.ContentType)
                    .With(answer.Location)
                    .With(answer.Body)
                    .ExecuteAsync(ct),
            ct
        );

    public static Task ForgetAsync(Database database, OnceWish wish, CancellationToken ct) =>
        database.RunAsync(
            ForgetSql,
            sql => sql.With(wish.Account).With(wish.Key).ExecuteAsync(ct),
            ct
        );

    public static Task<int> PurgeAsync(Unit unit, CancellationToken ct) =>
        unit.Sql(PurgeSql).With(unit.Now).ExecuteAsync(ct);

    private static Statement Name(
        Statement sql,
        OnceWish wish,
        DateTimeOffset now,
        DateTimeOffset lease
    ) =>
        sql.With(wish.Account)
            .With(wish.Key)
            .With(wish.Route)
            .With(wish.BodyHash)
            .With(now)
            .With(lease);
}
