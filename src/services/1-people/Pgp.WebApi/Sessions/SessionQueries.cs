using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.WebApi.Sessions;

/// <summary>The words of <c>sessions.end_reason</c>.</summary>
internal static class EndReasons
{
    public const string Logout = "logout";
    public const string Revoked = "revoked";
    public const string PasswordChanged = "password_changed";
    public const string PasswordReset = "password_reset";
    public const string RefreshReused = "refresh_reused";
}

/// <summary>A refresh token that was shown, with the session that it belongs to.</summary>
/// <param name="UsedAt">When it was shown first; null: never before.</param>
/// <param name="IsOpen">Whether the session still counts.</param>
internal sealed record ShownToken(
    SessionId Session,
    AccountId Account,
    DateTimeOffset? UsedAt,
    bool IsOpen
);

/// <summary>A session as it is shown to its account.</summary>
internal sealed record SessionRow(
    SessionId Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUsedAt,
    string UserAgent
);

/// <summary>Sessions and the refresh tokens that prolong them.</summary>
internal static class SessionQueries
{
    private const string OpenSql = """
        insert into sessions (
            session_id, account_id, user_agent, created_at, last_used_at, expires_at)
        values ($1, $2, $3, $4, $4, $5)
        """;

    private const string AddTokenSql = """
        insert into refresh_tokens (token_hash, session_id, created_at)
        values ($1, $2, $3)
        """;

    // Two who show the same token at once follow one another.
    private const string ShowSql = """
        select s.session_id, s.account_id, t.used_at, s.ended_at is null and s.expires_at > $2
          from refresh_tokens t
          join sessions s using (session_id)
         where t.token_hash = $1
           for no key update of s, t
        """;

    private const string UseTokenSql = """
        update refresh_tokens
           set used_at = $2
         where token_hash = $1
           and used_at is null
        """;

    private const string ProlongSql = """
        update sessions
           set last_used_at = $2, expires_at = $3
         where session_id = $1
        """;

    private const string StepUpSql = """
        update sessions
           set stepped_up_until = $3
         where session_id = $1
           and account_id = $2
           and ended_at is null
        """;

    private const string OfAccountSql = """
        select session_id, created_at, last_used_at, user_agent
          from sessions
         where account_id = $1
           and ended_at is null
           and expires_at > $2
         order by last_used_at desc
         limit 100
        """;

    private const string EndSql = """
        update sessions
           set ended_at = $3, end_reason = $4
         where session_id = $1
           and account_id = $2
           and ended_at is null
        """;

    private const string EndOthersSql = """
        update sessions
           set ended_at = $3, end_reason = $4
         where account_id = $1
           and session_id is distinct from $2
           and ended_at is null
        """;

    // Tokens go with their session.
    private const string PurgeSql = """
        delete from sessions
         where expires_at < $1 - interval '30 days'
        """;

    public static Task OpenAsync(
        Unit unit,
        SessionId id,
        AccountId account,
        string userAgent,
        DateTimeOffset until,
        CancellationToken ct
    ) =>
        unit.Sql(OpenSql)
            .With(id)
            .With(account)
            .With(userAgent)
            .With(unit.Now)
            .With(until)
            .ExecuteAsync(ct);

    public static Task AddTokenAsync(
        Unit unit,
        SessionId session,
        byte[] hash,
        CancellationToken ct
    ) => unit.Sql(AddTokenSql).With(hash).With(session).With(unit.Now).ExecuteAsync(ct);

    public static Task<ShownToken?> ShowAsync(Unit unit, byte[] hash, CancellationToken ct) =>
        unit.Sql(ShowSql)
            .With(hash)
            .With(unit.Now)
            .FirstAsync(
                row => new ShownToken(
                    row.Id<SessionKind>(0),
                    row.Id<AccountKind>(1),
                    row.TimeOrNull(2),
                    row.Flag(3)
                ),
                ct
            );

    public static Task UseTokenAsync(Unit unit, byte[] hash, CancellationToken ct) =>
        unit.Sql(UseTokenSql).With(hash).With(unit.Now).ExecuteAsync(ct);

    public static Task ProlongAsync(
        Unit unit,
        SessionId session,
        DateTimeOffset until,
        CancellationToken ct
    ) => unit.Sql(ProlongSql).With(session).With(unit.Now).With(until).ExecuteAsync(ct);

    public static Task StepUpAsync(
        Unit unit,
        SessionId session,
        AccountId account,
        DateTimeOffset until,
        CancellationToken ct
    ) => unit.Sql(StepUpSql).With(session).With(account).With(until).ExecuteAsync(ct);

    public static Task<IReadOnlyList<SessionRow>> OfAccountAsync(
        Database database,
        AccountId account,
        CancellationToken ct
    ) =>
        database.RunAsync(
            OfAccountSql,
            sql =>
                sql.With(account)
                    .With(database.Clock.GetUtcNow())
                    .AllAsync(
                        row => new SessionRow(
                            row.Id<SessionKind>(0),
                            row.Time(1),
                            row.Time(2),
                            row.Text(3)
                        ),
                        ct
                    ),
            ct
        );

    /// <returns><see langword="false"/>: there is none, it is over, or another's.</returns>
    public static Task<bool> EndAsync(
        Unit unit,
        SessionId session,
        AccountId account,
        string reason,
        CancellationToken ct
    ) => unit.Sql(EndSql).With(session).With(account).With(unit.Now).With(reason).HitsAsync(ct);

    /// <param name="but">The one that goes on; null: none.</param>
    /// <returns>How many there were.</returns>
    public static Task<int> EndOthersAsync(
        Unit unit,
        AccountId account,
        SessionId? but,
        string reason,
        CancellationToken ct
    ) =>
        unit.Sql(EndOthersSql).With(account).With(but).With(unit.Now).With(reason).ExecuteAsync(ct);

    public static Task<int> PurgeAsync(Unit unit, CancellationToken ct) =>
        unit.Sql(PurgeSql).With(unit.Now).ExecuteAsync(ct);
}
