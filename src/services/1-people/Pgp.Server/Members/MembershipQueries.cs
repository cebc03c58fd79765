using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Server.Members;

/// <summary>Reads memberships; ORCHESTRATOR writes them.</summary>
internal static class MembershipQueries
{
    // Past ones stay on the list for a while, as a way back.
    private const string OfUserSql = """
        select s.subscription_id, s.user_id, c.link_code, c.closed_title, s.state, s.paid_until,
               s.grace_until,
               not exists (select from reminder_mutes m
                            where m.subscription_id = s.subscription_id)
          from subscriptions s
          join channels c using (channel_id)
         where s.user_id = $1
           and (s.state in ('trial', 'active', 'grace') or s.paid_until > $2)
         order by s.paid_until desc
         limit 20
        """;

    private const string FindSql = """
        select s.subscription_id, s.user_id, c.link_code, c.closed_title, s.state, s.paid_until,
               s.grace_until,
               not exists (select from reminder_mutes m
                            where m.subscription_id = s.subscription_id)
          from subscriptions s
          join channels c using (channel_id)
         where s.subscription_id = $1
        """;

    private const string MuteSql = """
        insert into reminder_mutes (subscription_id, muted_at)
        select subscription_id, $3
          from subscriptions
         where subscription_id = $1
           and user_id = $2
        on conflict (subscription_id) do nothing
        """;

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    public static Task<IReadOnlyList<Membership>> OfUserAsync(
        Database database,
        TelegramUserId user,
        CancellationToken ct
    ) =>
        database.RunAsync(
            OfUserSql,
            sql =>
                sql.With(user.Value)
                    .With(database.Clock.GetUtcNow() - Remembered)
                    .AllAsync(Read, ct),
            ct
        );

    public static Task<Membership?> FindAsync(
        Database database,
        SubscriptionId id,
        CancellationToken ct
    ) => database.RunAsync(FindSql, sql => sql.With(id).FirstAsync(Read, ct), ct);

    /// <summary>No more reminders of this one; only the person's own.</summary>
    public static Task MuteAsync(
        Database database,
        SubscriptionId id,
        TelegramUserId user,
        CancellationToken ct
    ) =>
        database.RunAsync(
            MuteSql,
            sql => sql.With(id).With(user.Value).With(database.Clock.GetUtcNow()).ExecuteAsync(ct),
            ct
        );

    private static Membership Read(Row row) =>
        new(
            row.Id<SubscriptionKind>(0),
            row.Long(1),
            row.Text(2),
            row.Text(3),
            row.Text(4),
            row.Time(5),
            row.TimeOrNull(6),
            row.Flag(7)
        );
}
