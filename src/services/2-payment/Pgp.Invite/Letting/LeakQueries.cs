using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Invite.Letting;

/// <summary>Which of ours a closed channel is.</summary>
internal static class LeakQueries
{
    private const string ChannelSql = """
        select channel_id, closed_title
          from channels
         where closed_channel_id = $1
           and archived_at is null
        """;

    /// <exception cref="InvalidOperationException">Not sold here.</exception>
    public static async Task<(ChannelId Id, string Title)> ChannelAsync(
        Database database,
        ClosedChannelId channel,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            ChannelSql,
            sql =>
                sql.With(channel.Value)
                    .ValueAsync(row => (row.Id<ChannelKind>(0), row.Text(1)), ct),
            ct
        ) ?? throw new InvalidOperationException($"no channel has the closed one {channel}");
}
