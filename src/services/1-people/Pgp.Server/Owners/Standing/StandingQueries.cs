using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Money;

namespace Pgp.Server.Owners.Standing;

/// <summary>Payments of one kind within the last days.</summary>
internal sealed record Sales(string Kind, long Count, Amount<Usd> Sum);

/// <summary>One of a channel's two chats, as far as the bot's work there is concerned.</summary>
/// <param name="IsKnown">False until the bot heard of its place there.</param>
internal sealed record ChatHealth(
    bool IsKnown,
    bool MayPost,
    bool MayInvite,
    bool MayBan,
    string? PostState,
    DateTimeOffset? PostedAt
);

/// <summary>Reads what <c>/status</c> shows of one channel.</summary>
internal static class StandingQueries
{
    private const string MembersSql = """
        select state, count(*)
          from subscriptions
         where channel_id = $1
         group by state
        """;

    private const string SalesSql = """
        select o.kind, count(*), sum(o.price_usd)
          from orders o
          join payments p using (order_id)
         where o.channel_id = $1
           and p.state = 'paid'
           and p.paid_at > $2
         group by o.kind
         order by o.kind
        """;

    private const string HealthSql = """
        select b.chat_id is not null, coalesce(b.can_post, false), coalesce(b.can_invite, false),
               coalesce(b.can_ban, false), s.state, s.sent_at
          from (values ($2, 'open'), ($3, 'closed')) as wanted (chat_id, place)
          left join bot_chats b on b.chat_id = wanted.chat_id
          left join standing_posts s on s.channel_id = $1 and s.place = wanted.place
         order by wanted.place desc
        """;

    public static async Task<IReadOnlyDictionary<string, long>> MembersAsync(
        Database database,
        ChannelId channel,
        CancellationToken ct
    )
    {
        var rows = await database.RunAsync(
            MembersSql,
            sql => sql.With(channel).AllAsync(row => (row.Text(0), row.Long(1)), ct),
            ct
        );
        return rows.ToDictionary(row => row.Item1, row => row.Item2, StringComparer.Ordinal);
    }

    public static Task<IReadOnlyList<Sales>> SalesAsync(
        Database database,
        ChannelId channel,
        DateTimeOffset since,
        CancellationToken ct
    ) =>
        database.RunAsync(
            SalesSql,
            sql =>
                sql.With(channel)
                    .With(since)
                    .AllAsync(row => new Sales(row.Text(0), row.Long(1), row.Usd(2)), ct),
            ct
        );

    /// <summary>The open chat first, then the closed one.</summary>
    public static Task<IReadOnlyList<ChatHealth>> HealthAsync(
        Database database,
        OwnedChannel channel,
        CancellationToken ct
    ) =>
        database.RunAsync(
            HealthSql,
            sql =>
                sql.With(channel.Id)
                    .With(channel.Open.Value)
                    .With(channel.Closed.Value)
                    .AllAsync(
                        row => new ChatHealth(
                            row.Flag(0),
                            row.Flag(1),
                            row.Flag(2),
                            row.Flag(3),
                            row.TextOrNull(4),
                            row.TimeOrNull(5)
                        ),
                        ct
                    ),
            ct
        );
}
