using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Server.Owners.Chats;

/// <summary>A chat that is sold here, as one of a pair.</summary>
internal sealed record SoldChat(ChannelId Channel, bool IsClosed);

/// <summary>News of the bot's own place in a chat.</summary>
/// <param name="Actor">Who caused it; null for somebody who is no person.</param>
/// <param name="Status">As Telegram names it.</param>
/// <param name="At">Telegram's moment, in whole seconds.</param>
internal sealed record BotPlace(
    BotChat Chat,
    TelegramUserId? Actor,
    string Status,
    ChatRights Rights,
    DateTimeOffset At,
    long UpdateId
);

/// <summary>All SQL on <c>bot_chats</c>.</summary>
internal static class BotChatQueries
{
    // News can overtake each other; of two in one second the later has the higher number. The chat
    // stays with whoever let the bot in until somebody lets it in anew.
    private const string StoreSql = """
        insert into bot_chats as known (
            chat_id, title, kind, added_by, status, can_post, can_invite, can_ban, seen_at,
            update_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (chat_id) do update
           set title      = excluded.title,
               kind       = excluded.kind,
               added_by   = case when known.status = 'administrator'
                                 then coalesce(known.added_by, excluded.added_by)
                                 else coalesce(excluded.added_by, known.added_by) end,
               status     = excluded.status,
               can_post   = excluded.can_post,
               can_invite = excluded.can_invite,
               can_ban    = excluded.can_ban,
               seen_at    = excluded.seen_at,
               update_id  = excluded.update_id
         where (known.seen_at, known.update_id) <= (excluded.seen_at, excluded.update_id)
        """;

    private const string SoldSql = """
        select channel_id, closed_channel_id = $1
          from channels
         where archived_at is null
           and (open_channel_id = $1 or closed_channel_id = $1)
        """;

    private const string OfferedSql = """
        select chat_id, title, kind
          from bot_chats b
         where added_by = $1
           and status = 'administrator'
           and kind in ('channel', 'supergroup')
           and not exists (select from channels c
                            where c.archived_at is null
                              and (c.open_channel_id = b.chat_id
                                   or c.closed_channel_id = b.chat_id))
         order by seen_at desc, chat_id
         limit 20
        """;

    /// <returns><see langword="false"/> when later news is known.</returns>
    public static Task<bool> StoreAsync(Unit unit, BotPlace place, CancellationToken ct) =>
        unit.Sql(StoreSql)
            .With(place.Chat.Id)
            .With(place.Chat.Title)
            .With(place.Chat.Kind)
            .With(place.Rights.IsAdministrator ? place.Actor?.Value : null)
            .With(place.Status)
            .With(place.Rights.MayPost)
            .With(place.Rights.MayInvite)
            .With(place.Rights.MayBan)
            .With(place.At)
            .With(place.UpdateId)
            .HitsAsync(ct);

    public static Task<SoldChat?> SoldAsync(Unit unit, long chat, CancellationToken ct) =>
        unit.Sql(SoldSql)
            .With(chat)
            .FirstAsync(row => new SoldChat(row.Id<ChannelKind>(0), row.Flag(1)), ct);

    /// <summary>Chats that this person let the bot into and that nobody sells.</summary>
    public static Task<IReadOnlyList<BotChat>> OfferedAsync(
        Database database,
        TelegramUserId person,
        CancellationToken ct
    ) =>
        database.RunAsync(
            OfferedSql,
            sql =>
                sql.With(person.Value)
                    .AllAsync(row => new BotChat(row.Long(0), row.Text(1), row.Text(2)), ct),
            ct
        );
}
