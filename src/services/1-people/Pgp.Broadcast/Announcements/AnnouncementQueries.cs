using Pgp.Common.Database;

namespace Pgp.Broadcast.Announcements;

/// <summary>All SQL on <c>announcements</c>.</summary>
internal static class AnnouncementQueries
{
    public const int ListMax = 50;

    private const string InsertSql = """
        insert into announcements (announcement_id, channel_id, segment, tier_no, body,
          button_text, button_url, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (announcement_id) do nothing
        """;

    private const string LanguageSql = """
        select language from bot_people where user_id = $1
        """;

    private const string OwnerSql = """
        select owner_user_id from channels where channel_id = $1
        """;

    private const string TierExistsSql = """
        select true from tiers where channel_id = $1 and tier_no = $2
        """;

    private const string FindSql = """
        select announcement_id, channel_id, segment, tier_no, body, button_text, button_url, state,
               a.created_at, due_at, started_at, ended_at, owner_user_id, closed_title
          from announcements a
          join channels using (channel_id)
         where announcement_id = $1
        """;

    private const string ListSql = """
        select announcement_id, channel_id, segment, tier_no, body, button_text, button_url, state,
               created_at, due_at, started_at, ended_at
          from announcements
         where channel_id = $1
         order by created_at desc, announcement_id
         limit $2
        """;

    private const string ScheduleSql = """
        update announcements
           set state = 'scheduled', due_at = $2
         where announcement_id = $1
           and state in ('draft', 'scheduled')
        """;

    private const string CancelSql = """
        update announcements
           set state = 'cancelled', ended_at = $2
         where announcement_id = $1
           and state in ('draft', 'scheduled', 'sending')
        """;

    // Locked by whoever begins it, so that two processes never freeze the same people.
    private const string BeginSql = """
        update announcements
           set state = 'sending', started_at = $1
         where announcement_id = (
                 select announcement_id
                   from announcements
                  where state = 'scheduled'
                    and due_at <= $1
                  order by due_at
                  limit 1
                    for update skip locked)
        returning announcement_id, channel_id, segment, tier_no
        """;

    private const string FinishSql = """
        update announcements a
           set state = 'done', ended_at = $1
         where state = 'sending'
           and not exists (select
                             from announcement_deliveries d
                            where d.announcement_id = a.announcement_id
                              and d.state in ('pending', 'attempted'))
        returning announcement_id
        """;

    private const string NextSql = """
        select least(
          (select min(due_at) from announcements where state = 'scheduled'),
          (select min(next_at) from announcement_deliveries where state = 'pending'))
        """;

    /// <summary>Nothing happens for an id that is there already.</summary>
    public static Task InsertAsync(
        Database database,
        AnnouncementId id,
        Draft draft,
        CancellationToken ct
    ) =>
        database.RunAsync(
            InsertSql,
            sql =>
                sql.With(id)
                    .With(draft.ChannelId)
                    .With(draft.Segment)
                    .With(draft.TierNo)
                    .With(draft.Body)
                    .With(draft.ButtonText)
                    .With(draft.ButtonUrl)
                    .With(database.Clock.GetUtcNow())
                    .ExecuteAsync(ct),
            ct
        );

    /// <returns>Null for somebody whom the bot never met.</returns>
    public static Task<string?> LanguageAsync(Database database, long user, CancellationToken ct) =>
        database.RunAsync(
            LanguageSql,
            sql => sql.With(user).FirstAsync(row => row.Text(0), ct),
            ct
        );

    /// <returns>No row: no such channel. A row without an owner: nobody's.</returns>
    public static Task<IReadOnlyList<long?>> OwnerAsync(
        Database database,
        ChannelId channel,
        CancellationToken ct
    ) =>
        database.RunAsync(
            OwnerSql,
            sql => sql.With(channel).AllAsync(row => row.LongOrNull(0), ct),
            ct
        );

    public static async Task<bool> TierExistsAsync(
        Database database,
        ChannelId channel,
        int tier,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            TierExistsSql,
            sql => sql.With(channel).With(tier).ValueAsync(row => row.Flag(0), ct),
            ct
        )
            is true;

    /// <returns>The announcement with its channel's owner and title.</returns>
    public static async Task<OwnedAnnouncement?> FindAsync(
        Database database,
        AnnouncementId id,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            FindSql,
            sql =>
                sql.With(id)
                    .FirstAsync(
                        row => new OwnedAnnouncement(Read(row), row.LongOrNull(12), row.Text(13)),
                        ct
                    ),
            ct
        );

    /// <summary>The newest of a channel, newest first.</summary>
    public static Task<IReadOnlyList<Announcement>> ListAsync(
        Database database,
        ChannelId channel,
        CancellationToken ct
    ) => database.RunAsync(ListSql, sql => sql.With(channel).With(ListMax).AllAsync(Read, ct), ct);

    public static Task<bool> ScheduleAsync(
        Database database,
        AnnouncementId id,
        DateTimeOffset at,
        CancellationToken ct
    ) => database.RunAsync(ScheduleSql, sql => sql.With(id).With(at).HitsAsync(ct), ct);

    public static Task<bool> CancelAsync(Unit unit, AnnouncementId id, CancellationToken ct) =>
        unit.Sql(CancelSql).With(id).With(unit.Now).HitsAsync(ct);

    /// <returns>One that was due, now sending; null when none is due.</returns>
    public static Task<Begun?> BeginAsync(Unit unit, CancellationToken ct) =>
        unit.Sql(BeginSql)
            .With(unit.Now)
            .FirstAsync(
                row => new Begun(
                    row.Id<Contracts.Ids.AnnouncementKind>(0),
                    new Target(
                        row.Id<Contracts.Ids.ChannelKind>(1),
                        row.Text(2),
                        row.NumberOrNull(3)
                    )
                ),
                ct
            );

    /// <returns>Those that are done by this.</returns>
    public static Task<IReadOnlyList<AnnouncementId>> FinishAsync(
        Database database,
        CancellationToken ct
    ) =>
        database.RunAsync(
            FinishSql,
            sql =>
                sql.With(database.Clock.GetUtcNow())
                    .AllAsync(row => row.Id<Contracts.Ids.AnnouncementKind>(0), ct),
            ct
        );

    /// <returns>When there is something to begin or to send; null for nothing in sight.</returns>
    public static async Task<DateTimeOffset?> NextAsync(Database database, CancellationToken ct)
    {
        var rows = await database.RunAsync(
            NextSql,
            sql => sql.AllAsync(row => row.TimeOrNull(0), ct),
            ct
        );
        return rows[0];
    }

    private static Announcement Read(Row row) =>
        new(
            row.Id<Contracts.Ids.AnnouncementKind>(0),
            new Draft(
                row.Id<Contracts.Ids.ChannelKind>(1),
                row.Text(2),
                row.NumberOrNull(3),
                row.Text(4),
                row.TextOrNull(5),
                row.TextOrNull(6)
            ),
            row.Text(7),
            row.Time(8),
            row.TimeOrNull(9),
            row.TimeOrNull(10),
            row.TimeOrNull(11)
        );
}

/// <summary>An announcement with what its channel adds.</summary>
/// <param name="Owner">Null for a channel that is nobody's.</param>
/// <param name="Title">Of the channel that is sold.</param>
internal sealed record OwnedAnnouncement(Announcement Announcement, long? Owner, string Title);

/// <summary>The people meant by a segment of a channel.</summary>
internal sealed record Target(ChannelId ChannelId, string Segment, int? TierNo);

/// <summary>An announcement whose time has come.</summary>
internal sealed record Begun(AnnouncementId Id, Target Target);
