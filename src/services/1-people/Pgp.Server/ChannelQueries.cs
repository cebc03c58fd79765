using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Server;

/// <summary>What is sold; webapi writes it.</summary>
internal static class ChannelQueries
{
    private const string ByLinkCodeSql = """
        select channel_id, link_code, closed_title
          from channels
         where link_code = $1
        """;

    private const string ByOpenChannelSql = """
        select channel_id, link_code, closed_title
          from channels
         where open_channel_id = $1
        """;

    private const string TiersSql = """
        select tier_no::int, price_usd, days
          from tiers
         where channel_id = $1
         order by tier_no
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

    private static Channel Read(Row row) => new(row.Id<ChannelKind>(0), row.Text(1), row.Text(2));
}
