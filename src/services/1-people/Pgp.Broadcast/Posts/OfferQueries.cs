using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Texts;

namespace Pgp.Broadcast.Posts;

/// <summary>What the posts of a channel pair say; titles and texts are foreign text.</summary>
internal sealed record Offer(
    long OpenId,
    long ClosedId,
    string LinkCode,
    string OpenTitle,
    string ClosedTitle,
    string? OpenDescription,
    string? ClosedDescription,
    string? DonationText,
    Language Language
)
{
    /// <summary>Whether the channel is sold no longer, or for now.</summary>
    public bool IsOver { get; init; }
}

/// <summary>One button of the open post.</summary>
internal sealed record OfferedTier(int No, Amount<Usd> Price, int Days);

/// <summary>Reads what is sold.</summary>
internal static class OfferQueries
{
    private const string FindSql = """
        select c.open_channel_id, c.closed_channel_id, c.link_code, c.open_title, c.closed_title,
               c.open_description, c.closed_description, c.donation_text, p.language,
               coalesce(c.archived_at, c.selling_stopped_at) is not null
          from channels c
          left join bot_people p on p.user_id = c.owner_user_id
         where c.channel_id = $1
        """;

    private const string TiersSql = """
        select tier_no::int, price_usd, days from tiers where channel_id = $1 order by tier_no
        """;

    public static async Task<Offer> FindAsync(
        Database database,
        ChannelId channel,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            FindSql,
            sql =>
                sql.With(channel)
                    .FirstAsync(
                        row => new Offer(
                            row.Long(0),
                            row.Long(1),
                            row.Text(2),
                            row.Text(3),
                            row.Text(4),
                            row.TextOrNull(5),
                            row.TextOrNull(6),
                            row.TextOrNull(7),
                            Language.Of(row.TextOrNull(8))
                        )
                        {
                            IsOver = row.Flag(9),
                        },
                        ct
                    ),
            ct
        ) ?? throw new InvalidOperationException($"{channel} has posts and is no channel");

    public static Task<IReadOnlyList<OfferedTier>> TiersAsync(
        Database database,
        ChannelId channel,
        CancellationToken ct
    ) =>
        database.RunAsync(
            TiersSql,
            sql =>
                sql.With(channel)
                    .AllAsync(row => new OfferedTier(row.Number(0), row.Usd(1), row.Number(2)), ct),
            ct
        );
}
