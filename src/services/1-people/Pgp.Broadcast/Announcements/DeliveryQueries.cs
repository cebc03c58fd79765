using Pgp.Common.Database;

namespace Pgp.Broadcast.Announcements;

/// <summary>All SQL on <c>announcement_deliveries</c>.</summary>
internal static class DeliveryQueries
{
    /// <summary>How long before its end a subscription counts as expiring.</summary>
    private static readonly TimeSpan Expiring = TimeSpan.FromDays(7);

    // Twice what Telegram allows, so that never the queue is what holds the lane up.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1) / 60;

    // Telegram wants one second between two messages to a person; the network may shorten it.
    private static readonly TimeSpan PersonPause = TimeSpan.FromSeconds(1.2);

    // Longer than any call to Telegram may take: who was at it is no more.
    private static readonly TimeSpan AttemptMax = TimeSpan.FromMinutes(2);

    private const string CountTargetSql = """
        select count(*)
          from subscriptions member
         where member.channel_id = $1
           and case $2
                 when 'past' then member.state in ('expired', 'refunded')
                 else member.state in ('trial', 'active', 'grace') end
           and ($2 <> 'expiring' or member.paid_until <= $3)
           and ($2 <> 'tier' or member.tier_no = $4)
        """;

    // One stands behind the other, a step apart, and the first beside whoever is next of all the
    // others: so a short announcement need not wait for the end of a long one.
    private const string FreezeSql = """
        insert into announcement_deliveries (announcement_id, user_id, state, next_at)
        select $5, member.user_id,
               case when person.is_reachable is false then 'unreachable' else 'pending' end,
               least($6, (select min(next_at) from announcement_deliveries where state = 'pending'))
                 + $7 * (row_number() over (order by member.user_id) - 1)
          from subscriptions member
          left join bot_people person using (user_id)
         where member.channel_id = $1
           and case $2
                 when 'past' then member.state in ('expired', 'refunded')
                 else member.state in ('trial', 'active', 'grace') end
           and ($2 <> 'expiring' or member.paid_until <= $3)
           and ($2 <> 'tier' or member.tier_no = $4)
        """;

    private const string TakeSql = """
        update announcement_deliveries d
           set state = 'attempted', attempted_at = $1
          from (select announcement_id, user_id
                  from announcement_deliveries waiting
                 where state = 'pending'
                   and next_at <= $1
                   and not exists (select
                                     from announcement_deliveries recent
                                    where recent.user_id = waiting.user_id
                                      and recent.attempted_at > $2)
                 order by next_at
                 limit 1
                   for update skip locked) as next
          join announcements a using (announcement_id)
          join channels using (channel_id)
         where d.announcement_id = next.announcement_id
           and d.user_id = next.user_id
        returning d.announcement_id, d.user_id, closed_title, body, button_text, button_url
        """;

    private const string EndSql = """
        update announcement_deliveries
           set state = $3, message_id = $4, detail = left($5, 500)
         where announcement_id = $1
           and user_id = $2
           and state in ('attempted', 'uncertain')
        """;

    // The lock waits for a cancellation that is under way, which did not see this row.
    private const string PutBackSql = """
        update announcement_deliveries d
           set state   = case a.state when 'sending' then 'pending' else 'cancelled' end,
               next_at = $3
          from (select state from announcements where announcement_id = $1 for share) as a
         where announcement_id = $1
           and user_id = $2
           and d.state = 'attempted'
        """;

    private const string CancelSql = """
        update announcement_deliveries
           set state = 'cancelled'
         where announcement_id = $1
           and state = 'pending'
        """;

    private const string GiveUpSql = """
        update announcement_deliveries
           set state = 'uncertain', detail = 'whoever sent it did not come back'
         where state = 'attempted'
           and attempted_at <= $1
        """;

    private const string ProgressSql = """
        select count(*),
               count(*) filter (where state in ('pending', 'attempted')),
               count(*) filter (where state = 'sent'),
               count(*) filter (where state = 'unreachable'),
               count(*) filter (where state = 'failed'),
               count(*) filter (where state = 'uncertain'),
               count(*) filter (where state = 'cancelled')
          from announcement_deliveries
         where announcement_id = $1
        """;

    /// <summary>How many people a segment holds at this moment.</summary>
    public static async Task<long> CountAsync(
        Database database,
        Target target,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            CountTargetSql,
            sql => sql.Of(target, database.Clock.GetUtcNow()).ValueAsync(row => row.Long(0), ct),
            ct
        ) ?? 0;

    /// <summary>
    /// Writes down who gets it: whoever joins or leaves from here on changes nothing.
    /// </summary>
    public static Task<int> FreezeAsync(Unit unit, Begun begun, CancellationToken ct) =>
        unit.Sql(FreezeSql)
            .Of(begun.Target, unit.Now)
            .With(begun.Id)
            .With(unit.Now)
            .With(Step)
            .ExecuteAsync(ct);

    /// <summary>
    /// Takes the next of all that are waiting. From here on it counts as said, whatever happens.
    /// </summary>
    /// <returns>Null when nobody's time has come.</returns>
    public static Task<AnnouncementDelivery?> TakeAsync(Database database, CancellationToken ct)
    {
        var now = database.Clock.GetUtcNow();
        return database.RunUncheckedAsync(
            TakeSql,
            sql =>
                sql.With(now)
                    .With(now - PersonPause)
                    .FirstAsync(
                        row => new AnnouncementDelivery(
                            row.Id<Contracts.Ids.AnnouncementKind>(0),
                            row.Long(1),
                            AnnouncementMessage.Of(
                                row.Text(2),
                                row.Text(3),
                                row.TextOrNull(4),
                                row.TextOrNull(5)
                            )
                        ),
                        ct
                    ),
            ct
        );
    }

    /// <param name="state">sent, unreachable, failed or uncertain.</param>
    public static Task EndAsync(
        Database database,
        AnnouncementDelivery delivery,
        string state,
        int? messageId,
        string? detail,
        CancellationToken ct
    ) =>
        database.RunUncheckedAsync(
            EndSql,
            sql =>
                sql.With(delivery.AnnouncementId)
                    .With(delivery.UserId)
                    .With(state)
                    .With(messageId)
                    .With(detail)
                    .ExecuteAsync(ct),
            ct
        );

    /// <summary>It was surely not said: it waits again, unless all was cancelled since.</summary>
    public static Task PutBackAsync(
        Database database,
        AnnouncementDelivery delivery,
        TimeSpan pause,
        CancellationToken ct
    ) =>
        database.RunUncheckedAsync(
            PutBackSql,
            sql =>
                sql.With(delivery.AnnouncementId)
                    .With(delivery.UserId)
                    .With(database.Clock.GetUtcNow() + pause)
                    .ExecuteAsync(ct),
            ct
        );

    public static Task CancelAsync(Unit unit, AnnouncementId id, CancellationToken ct) =>
        unit.Sql(CancelSql).With(id).ExecuteAsync(ct);

    /// <summary>Ends attempts of processes that died: whether they sent it, nobody knows.</summary>
    public static Task<int> GiveUpAsync(Database database, CancellationToken ct) =>
        database.RunAsync(
            GiveUpSql,
            sql => sql.With(database.Clock.GetUtcNow() - AttemptMax).ExecuteAsync(ct),
            ct
        );

    public static async Task<Progress> ProgressAsync(
        Database database,
        AnnouncementId id,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            ProgressSql,
            sql =>
                sql.With(id)
                    .FirstAsync(
                        row => new Progress(
                            row.Long(0),
                            row.Long(1),
                            row.Long(2),
                            row.Long(3),
                            row.Long(4),
                            row.Long(5),
                            row.Long(6)
                        ),
                        ct
                    ),
            ct
        ) ?? throw new InvalidOperationException("a count without an answer");

    private static Statement Of(this Statement sql, Target target, DateTimeOffset now) =>
        sql.With(target.ChannelId).With(target.Segment).With(now + Expiring).With(target.TierNo);
}

/// <summary>One message to one person, taken by this process.</summary>
internal sealed record AnnouncementDelivery(
    AnnouncementId AnnouncementId,
    long UserId,
    AnnouncementMessage Message
);
