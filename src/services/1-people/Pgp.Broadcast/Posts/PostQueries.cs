using Pgp.Common.Database;

namespace Pgp.Broadcast.Posts;

/// <summary>All SQL on <c>standing_posts</c> that makes posts.</summary>
internal static class PostQueries
{
    // Due again when the lease ends, unless somebody wishes otherwise meanwhile: what is made now
    // may have been read before the change that he wants to see.
    private const string ClaimSql = """
        update standing_posts as post
           set lease_until = $2, next_at = $2
          from (select channel_id, place
                  from standing_posts
                 where state = 'active'
                   and next_at <= $1
                   and (lease_until is null or lease_until <= $1)
                 order by next_at
                 limit 5
                   for update skip locked) as due
         where post.channel_id = due.channel_id
           and post.place = due.place
        returning post.channel_id, post.place, post.lease_until, post.message_id,
                  post.is_uncertain, post.swept_to, post.failures
        """;

    private const string AttemptSql = """
        update standing_posts
           set is_uncertain = true, attempted_at = $4
         where channel_id = $1
           and place = $2
           and lease_until = $3
        """;

    private const string SentSql = """
        update standing_posts
           set message_id = $4, sent_at = $6, is_uncertain = $5, lease_until = null,
               next_at = case when next_at = lease_until then $7 else least(next_at, $7) end,
               swept_to = case when $5 then swept_to else $4 end, sent = sent + 1, failures = 0,
               last_cause = null, last_error = null
         where channel_id = $1
           and place = $2
           and lease_until = $3
        """;

    private const string PostponeSql = """
        update standing_posts
           set is_uncertain = $4, next_at = $5, lease_until = null
         where channel_id = $1
           and place = $2
           and lease_until = $3
        """;

    // Nothing is sold any more: no post follows.
    private const string RetireSql = """
        update standing_posts
           set state = case when next_at = lease_until then 'retired' else state end,
               message_id = null, sent_at = null, lease_until = null
         where channel_id = $1
           and place = $2
           and lease_until = $3
        """;

    private const string FailSql = """
        update standing_posts
           set is_uncertain = $4, next_at = $5, lease_until = null, failures = failures + 1,
               failed = failed + 1, last_cause = $6, last_error = left($7, 500), failed_at = $8,
               state = case when failures + 1 >= $9 then 'disabled' else state end,
               disablings = disablings + case when failures + 1 >= $9 then 1 else 0 end
         where channel_id = $1
           and place = $2
           and lease_until = $3
        returning state = 'disabled', disablings
        """;

    public static Task<IReadOnlyList<DuePost>> ClaimAsync(
        Database database,
        TimeSpan lease,
        CancellationToken ct
    )
    {
        var now = database.Clock.GetUtcNow();
        return database.RunAsync(
            ClaimSql,
            sql =>
                sql.With(now)
                    .With(now + lease)
                    .AllAsync(
                        row => new DuePost(
                            row.Id<Contracts.Ids.ChannelKind>(0),
                            row.Text(1),
                            row.Time(2),
                            row.NumberOrNull(3),
                            row.Flag(4),
                            row.NumberOrNull(5),
                            row.Number(6)
                        ),
                        ct
                    ),
            ct
        );
    }

    /// <summary>On record before the call, as nobody can be asked after it.</summary>
    /// <returns><see langword="false"/> when the lease has ended.</returns>
    public static Task<bool> AttemptAsync(Database database, DuePost post, CancellationToken ct) =>
        database.RunAsync(
            AttemptSql,
            sql => sql.Of(post).With(database.Clock.GetUtcNow()).HitsAsync(ct),
            ct
        );

    public static Task SentAsync(
        Database database,
        DuePost post,
        int messageId,
        bool isUncertain,
        TimeSpan pause,
        CancellationToken ct
    )
    {
        var now = database.Clock.GetUtcNow();
        return database.RunAsync(
            SentSql,
            sql =>
                sql.Of(post)
                    .With(messageId)
                    .With(isUncertain)
                    .With(now)
                    .With(now + pause)
                    .ExecuteAsync(ct),
            ct
        );
    }

    public static Task PostponeAsync(
        Database database,
        DuePost post,
        TimeSpan pause,
        CancellationToken ct
    ) =>
        database.RunAsync(
            PostponeSql,
            sql =>
                sql.Of(post)
                    .With(post.IsUncertain)
                    .With(database.Clock.GetUtcNow() + pause)
                    .ExecuteAsync(ct),
            ct
        );

    public static Task RetireAsync(Database database, DuePost post, CancellationToken ct) =>
        database.RunAsync(RetireSql, sql => sql.Of(post).ExecuteAsync(ct), ct);

    /// <returns>Which disabling this was; null when it is not switched off by it.</returns>
    public static async Task<int?> FailAsync(
        Unit unit,
        DuePost post,
        PostFailure failure,
        CancellationToken ct
    )
    {
        var ends = await unit.Sql(FailSql)
            .Of(post)
            .With(failure.IsUncertain)
            .With(unit.Now + PostRules.PauseAfter(post.Failures + 1))
            .With(failure.Cause)
            .With(failure.Reason)
            .With(unit.Now)
            .With(PostRules.FailuresMax)
            .ValueAsync(row => (IsOff: row.Flag(0), No: row.Number(1)), ct);
        return ends is { IsOff: true, No: var no } ? no : null;
    }

    private static Statement Of(this Statement sql, DuePost post) =>
        sql.With(post.ChannelId).With(post.Place).With(post.Lease);
}

/// <summary>Why a post was not made, and whether it may stand nevertheless.</summary>
internal sealed record PostFailure(string Cause, string Reason, bool IsUncertain);
