using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.WebApi.Channels;

/// <summary>A chat that the bot was let into.</summary>
internal sealed record KnownChat(long Id, string Title, string Kind)
{
    public bool MayPost { get; init; }

    public bool MayInvite { get; init; }

    public bool MayBan { get; init; }

    /// <summary>Whether somebody sells it already.</summary>
    public bool IsUsed { get; init; }

    public bool IsChannel => Kind == "channel";
}

/// <summary>One of a channel's two chats, as far as the bot's work there is concerned.</summary>
/// <param name="PostState">Null: there is no standing post.</param>
internal sealed record PlaceHealth(
    bool IsAdministrator,
    bool MayPost,
    bool MayInvite,
    bool MayBan,
    string? PostState
);

/// <summary>Reads what the bot has learned about chats.</summary>
internal static class ChatQueries
{
    private const string OfOwnerSql = """
        select chat_id, title, kind, can_post, can_invite, can_ban,
               exists (select from channels c
                        where c.archived_at is null
                          and (c.open_channel_id = b.chat_id or c.closed_channel_id = b.chat_id))
          from bot_chats b
         where added_by = $1
           and status = 'administrator'
           and kind in ('channel', 'supergroup')
         order by seen_at desc, chat_id
         limit 50
        """;

    private const string HealthSql = """
        select coalesce(b.status = 'administrator', false), coalesce(b.can_post, false),
               coalesce(b.can_invite, false), coalesce(b.can_ban, false), s.state
          from (values ($2, 'open'), ($3, 'closed')) as wanted (chat_id, place)
          left join bot_chats b on b.chat_id = wanted.chat_id
          left join standing_posts s on s.channel_id = $1 and s.place = wanted.place
         order by wanted.place desc
        """;

    public static Task<IReadOnlyList<KnownChat>> OfOwnerAsync(
        Database database,
        TelegramUserId owner,
        CancellationToken ct
    ) =>
        database.RunAsync(
            OfOwnerSql,
            sql =>
                sql.With(owner.Value)
                    .AllAsync(
                        row => new KnownChat(row.Long(0), row.Text(1), row.Text(2))
                        {
                            MayPost = row.Flag(3),
                            MayInvite = row.Flag(4),
                            MayBan = row.Flag(5),
                            IsUsed = row.Flag(6),
                        },
                        ct
                    ),
            ct
        );

    /// <summary>The open chat first, then the closed one.</summary>
    public static Task<IReadOnlyList<PlaceHealth>> HealthAsync(
        Database database,
        Pgp.Channels.OwnedChannel channel,
        CancellationToken ct
    ) =>
        database.RunAsync(
            HealthSql,
            sql =>
                sql.With(channel.Id)
                    .With(channel.Open.Value)
                    .With(channel.Closed.Value)
                    .AllAsync(
                        row => new PlaceHealth(
                            row.Flag(0),
                            row.Flag(1),
                            row.Flag(2),
                            row.Flag(3),
                            row.TextOrNull(4)
                        ),
                        ct
                    ),
            ct
        );
}
