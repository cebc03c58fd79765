using Pgp.Common.Database;

namespace Pgp.Host.DemoData;

/// <summary>What the clock has brought about and nobody has done yet.</summary>
internal static class SettlingQueries
{
    private const string DueSql = """
        select 'subscription ' || subscription_id from subscriptions where next_action_at <= $1
        union all
        select 'wallet change ' || change_id
          from wallet_changes where state = 'held' and hold_until <= $1
        union all
        select 'removal ' || subscription_id from removals where next_try_at is not null
        union all
        select 'announcement ' || announcement_id
          from announcements
         where state = 'sending' or (state = 'scheduled' and due_at <= $1)
        union all
        select 'webhook ' || delivery_id from webhook_deliveries where state = 'pending'
        """;

    // The watch over jobs judges the newest run of each.
    private const string JobsBehindSql = """
        select 'job ' || job
          from (select distinct on (job) job, state, missed from job_runs order by job, slot desc)
               as newest
         where state <> 'done' or missed > 0
        """;

    public static Task<IReadOnlyList<string>> JobsBehindAsync(
        Database database,
        CancellationToken ct
    ) => database.RunAsync(JobsBehindSql, sql => sql.AllAsync(row => row.Text(0), ct), ct);

    public static Task<IReadOnlyList<string>> DueAsync(Database database, CancellationToken ct) =>
        database.RunAsync(
            DueSql,
            sql => sql.With(database.Clock.GetUtcNow()).AllAsync(row => row.Text(0), ct),
            ct
        );
}
