using Pgp.Common.Database;
using Pgp.Texts;

namespace Pgp.Notifications.Owners;

/// <summary>Whom to tell, and whom it is no use to tell.</summary>
internal static class AudienceQueries
{
    private const string FindSql = """
        select c.closed_title, coalesce(c.notify_chat_id, c.owner_user_id), p.language,
               c.muted_events, u.chat_id is not null
          from channels c
          left join bot_people p on p.user_id = coalesce(c.owner_user_id, c.notify_chat_id)
          left join unreachable_owners u
            on u.chat_id = coalesce(c.notify_chat_id, c.owner_user_id)
         where c.channel_id = $1
        """;

    private const string LoseSql = """
        insert into unreachable_owners (chat_id, since, reason, tried_at)
        values ($1, $3, $2, $3)
            on conflict (chat_id) do update
           set reason = excluded.reason, tried_at = excluded.tried_at
        """;

    private const string FindAgainSql = """
        delete from unreachable_owners where chat_id = $1
        """;

    public static Task<Audience?> FindAsync(
        Database database,
        ChannelId channel,
        CancellationToken ct
    ) =>
        database.RunAsync(
            FindSql,
            sql =>
                sql.With(channel)
                    .FirstAsync(
                        row => new Audience(
                            row.Text(0),
                            row.LongOrNull(1),
                            Language.Of(row.TextOrNull(2)),
                            row.Texts(3),
                            row.Flag(4)
                        ),
                        ct
                    ),
            ct
        );

    public static Task LoseAsync(Unit unit, long chat, string reason, CancellationToken ct) =>
        unit.Sql(LoseSql).With(chat).With(reason).With(unit.Now).ExecuteAsync(ct);

    public static Task FindAgainAsync(Unit unit, long chat, CancellationToken ct) =>
        unit.Sql(FindAgainSql).With(chat).ExecuteAsync(ct);
}
