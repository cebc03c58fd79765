using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications.Owners;

/// <summary>News that an owner has not seen yet.</summary>
/// <param name="Chat">Where to say it today.</param>
internal sealed record Undelivered(string Key, long Chat, OwnerEventPublished News);

/// <summary>All SQL on <c>notices</c>.</summary>
internal static class NoticeQueries
{
    private const string IsKnownSql = """
        select exists (select from notices where notice_key = $1)
        """;

    private const string InsertSql = """
        insert into notices (
            notice_key, chat_id, state, channel_id, event, subject, detail, created_at, told_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, case when $3 = 'sent' then $8 end)
        on conflict (notice_key) do nothing
        """;

    // Whoever cannot be reached is asked again when the bot has seen him since, or once in a while.
    private const string WaitingSql = """
        select n.notice_key, r.chat_id, n.event, n.channel_id, n.subject, n.detail
          from notices n
          join channels c using (channel_id)
         cross join lateral (
               select coalesce(c.notify_chat_id, c.owner_user_id, n.chat_id) as chat_id) r
          left join unreachable_owners u on u.chat_id = r.chat_id
          left join bot_people p on p.user_id = r.chat_id
         where n.state = 'undelivered'
           and (u.chat_id is null or p.seen_at > u.tried_at or u.tried_at <= $1)
         order by n.created_at, n.notice_key
         limit 500
        """;

    private const string TellSql = """
        update notices
           set state = 'sent', chat_id = $2, told_at = $3
         where notice_key = $1
           and state = 'undelivered'
        """;

    public static async Task<bool> IsKnownAsync(
        Database database,
        string key,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            IsKnownSql,
            sql => sql.With(key).ValueAsync(row => row.Flag(0), ct),
            ct
        ) == true;

    /// <summary>Keeps what was said, or what waits to be said.</summary>
    public static Task InsertAsync(
        Unit unit,
        string key,
        long chat,
        bool isSent,
        OwnerEventPublished news,
        CancellationToken ct
    ) =>
        unit.Sql(InsertSql)
            .With(key)
            .With(chat)
            .With(isSent ? "sent" : "undelivered")
            .With(news.ChannelId)
            .With(news.Event.ToString())
            .With(news.Subject)
            .With(news.Text)
            .With(unit.Now)
            .ExecuteAsync(ct);

    /// <param name="triedBefore">Chats asked in vain later than this are left alone.</param>
    public static Task<IReadOnlyList<Undelivered>> WaitingAsync(
        Database database,
        DateTimeOffset triedBefore,
        CancellationToken ct
    ) =>
        database.RunAsync(
            WaitingSql,
            sql =>
                sql.With(triedBefore)
                    .AllAsync(
                        row => new Undelivered(
                            row.Text(0),
                            row.Long(1),
                            new OwnerEventPublished(
                                Enum.Parse<OwnerEvent>(row.Text(2)),
                                row.Id<Contracts.Ids.ChannelKind>(3),
                                row.Text(4),
                                row.Text(5)
                            )
                        ),
                        ct
                    ),
            ct
        );

    public static Task TellAsync(Unit unit, string key, long chat, CancellationToken ct) =>
        unit.Sql(TellSql).With(key).With(chat).With(unit.Now).ExecuteAsync(ct);
}
