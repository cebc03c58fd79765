using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Invite.Removing;

/// <summary>All SQL on <c>removals</c>.</summary>
internal static class RemovalQueries
{
    // Only an entry that closed access, of the row's own moment.
    private const string OpenSql = """
        insert into removals (
            subscription_id, seq, user_id, closed_channel_id, state, due, next_try_at)
        select e.subscription_id, e.seq, s.user_id, c.closed_channel_id, 'open', e.due, $3
          from subscription_events e
          join subscriptions s using (subscription_id)
          join channels c using (channel_id)
         where e.subscription_id = $1
           and e.seq = $2
           and e.access = 'closed'
        on conflict (subscription_id, seq) do nothing
        """;

    private const string FindSql = """
        select r.subscription_id, r.seq, r.user_id, r.closed_channel_id, c.channel_id,
               c.closed_title, r.state, r.refusals, r.due,
               s.state in ('trial', 'active', 'grace'),
               exists (select
                         from orders o
                         join payments p using (order_id)
                        where o.user_id = s.user_id
                          and o.channel_id = s.channel_id
                          and o.kind = 'subscription'
                          and p.state = 'confirming')
          from removals r
          join subscriptions s using (subscription_id)
          join channels c using (channel_id)
         where r.subscription_id = $1
           and r.seq = $2
        """;

    // Taken by pushing the next try away: two processes never try the same one.
    private const string TakeDueSql = """
        with due as (
            select subscription_id, seq
              from removals
             where next_try_at <= $1
             order by next_try_at
             limit 50
               for update skip locked
        )
        update removals r
           set next_try_at = $1 + interval '5 minutes'
          from due
         where r.subscription_id = due.subscription_id
           and r.seq = due.seq
           and r.state in ('open', 'banned')
        returning r.subscription_id, r.seq
        """;

    private const string BanningSql = """
        update removals
           set state = 'banned', removed_at = coalesce(removed_at, $3)
         where subscription_id = $1
           and seq = $2
           and state in ('open', 'banned')
        """;

    private const string EndSql = """
        update removals
           set state = $3, reason = $4, next_try_at = null
         where subscription_id = $1
           and seq = $2
           and state in ('open', 'banned')
        """;

    private const string PutOffSql = """
        update removals
           set refusals = refusals + $3, reason = $4, next_try_at = $5
         where subscription_id = $1
           and seq = $2
           and state in ('open', 'banned')
        """;

    /// <param name="nextTry">When a sweep looks at it, if nobody is done with it by then.</param>
    public static Task OpenAsync(
        Database database,
        SubscriptionId subscription,
        int seq,
        DateTimeOffset nextTry,
        CancellationToken ct
    ) =>
        database.RunAsync(
            OpenSql,
            sql => sql.With(subscription).With(seq).With(nextTry).ExecuteAsync(ct),
            ct
        );

    public static Task<Removal?> FindAsync(
        Database database,
        SubscriptionId subscription,
        int seq,
        CancellationToken ct
    ) =>
        database.RunAsync(
            FindSql,
            sql => sql.With(subscription).With(seq).FirstAsync(Read, ct),
            ct
        );

    public static Task<IReadOnlyList<(SubscriptionId Subscription, int Seq)>> TakeDueAsync(
        Database database,
        CancellationToken ct
    ) =>
        database.RunAsync(
            TakeDueSql,
            sql =>
                sql.With(database.Clock.GetUtcNow())
                    .AllAsync(row => (row.Id<SubscriptionKind>(0), row.Number(1)), ct),
            ct
        );

    /// <summary>Written before the ban: from here on the way back has to be opened.</summary>
    public static Task BanningAsync(Database database, Removal removal, CancellationToken ct) =>
        database.RunAsync(
            BanningSql,
            sql =>
                sql.With(removal.Subscription)
                    .With(removal.Seq)
                    .With(database.Clock.GetUtcNow())
                    .ExecuteAsync(ct),
            ct
        );

    public static Task EndAsync(
        Database database,
        Removal removal,
        string state,
        string? reason,
        CancellationToken ct
    ) =>
        database.RunAsync(
            EndSql,
            sql =>
                sql.With(removal.Subscription)
                    .With(removal.Seq)
                    .With(state)
                    .With(reason)
                    .ExecuteAsync(ct),
            ct
        );

    /// <param name="refused">Whether Telegram refused, or the time was not right.</param>
    public static Task PutOffAsync(
        Unit unit,
        Removal removal,
        bool refused,
        string reason,
        DateTimeOffset nextTry,
        CancellationToken ct
    ) =>
        unit.Sql(PutOffSql)
            .With(removal.Subscription)
            .With(removal.Seq)
            .With(refused ? 1 : 0)
            .With(reason)
            .With(nextTry)
            .ExecuteAsync(ct);

    private static Removal Read(Row row) =>
        new(
            row.Id<SubscriptionKind>(0),
            row.Number(1),
            new TelegramUserId(row.Long(2)),
            new ClosedChannelId(row.Long(3)),
            row.Id<ChannelKind>(4),
            row.Text(5),
            row.Text(6),
            row.Number(7),
            row.Time(8),
            row.Flag(9),
            row.Flag(10)
        );
}
