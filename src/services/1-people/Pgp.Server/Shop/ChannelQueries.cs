using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Server.Shop;

/// <summary>What is sold, as its buyers see it.</summary>
internal static class ChannelQueries
{
    private const string ByLinkCodeSql = """
        select channel_id, link_code, closed_title, open_channel_id, closed_channel_id,
               closed_description, trial_days, selling_stopped_at is null
          from channels
         where link_code = $1
           and archived_at is null
        """;

    private const string ByOpenChannelSql = """
        select channel_id, link_code, closed_title, open_channel_id, closed_channel_id,
               closed_description, trial_days, selling_stopped_at is null
          from channels
         where open_channel_id = $1
           and archived_at is null
        """;

    private const string TiersSql = """
        select tier_no::int, price_usd, days
          from tiers
         where channel_id = $1
         order by tier_no
        """;

    private const string HadAccessSql = """
        select exists (select from subscriptions where user_id = $1 and channel_id = $2)
        """;

    public static Task<Channel?> ByLinkCodeAsync(
        Database database,
        string linkCode,
        CancellationToken ct
    ) => database.RunAsync(ByLinkCodeSql, sql => sql.With(linkCode).FirstAsync(Read, ct), ct);

    public static Task<Channel?> ByOpenChannelAsync(
        Database database,
        OpenChannelId channel,
        CancellationToken ct
    ) =>
        database.RunAsync(
            ByOpenChannelSql,
            sql => sql.With(channel.Value).FirstAsync(Read, ct),
            ct
        );

    public static Task<IReadOnlyList<Tier>> TiersAsync(
        Database database,
        Channel channel,
        CancellationToken ct
    ) =>
        database.RunAsync(
            TiersSql,
            sql =>
                sql.With(channel.Id)
                    .AllAsync(row => new Tier(row.Number(0), row.Usd(1), row.Number(2)), ct),
            ct
        );

    /// <summary>Whether this person was ever let in; then there is no trial.</summary>
    public static async Task<bool> HadAccessAsync(
        Database database,
        TelegramUserId user,
        Channel channel,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            HadAccessSql,
            sql => sql.With(user.Value).With(channel.Id).ValueAsync(row => row.Flag(0), ct),
            ct
        ) == true;

    private static Channel Read(Row row) =>
        new(row.Id<ChannelKind>(0), row.Text(1), row.Text(2))
        {
            Open = new OpenChannelId(row.Long(3)),
            Closed = new ClosedChannelId(row.Long(4)),
            Description = row.TextOrNull(5),
            TrialDays = row.Number(6),
            IsSelling = row.Flag(7),
        };
}
