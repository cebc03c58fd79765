using Pgp.Common.Database;

namespace Pgp.Broadcast.Endpoints;

/// <summary>Reads how posts stand.</summary>
internal static class StatusQueries
{
    private const string PostsSql = """
        select place, state, message_id, sent_at, next_at, is_uncertain, sent, failed, failures,
               last_cause, last_error
          from standing_posts
         where channel_id = $1
         order by place desc
        """;

    public static Task<IReadOnlyList<PostLine>> PostsAsync(
        Database database,
        ChannelId channel,
        CancellationToken ct
    ) =>
        database.RunAsync(
            PostsSql,
            sql =>
                sql.With(channel)
                    .AllAsync(
                        row => new PostLine(
                            row.Text(0),
                            row.Text(1),
                            row.NumberOrNull(2),
                            row.TimeOrNull(3),
                            row.Time(4),
                            row.Flag(5),
                            row.Long(6),
                            row.Long(7),
                            row.Number(8),
                            row.TextOrNull(9),
                            row.TextOrNull(10)
                        ),
                        ct
                    ),
            ct
        );
}
