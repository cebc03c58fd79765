using System.Globalization;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Channels;

/// <summary>How a channel comes to be, and its links.</summary>
public static class ChannelQueries
{
    private const string InsertSql = """
        insert into channels (
            channel_id, link_code, open_channel_id, closed_channel_id, open_title, closed_title,
            payout_strategy, payout_threshold_usd, payout_coin, payout_address, payout_extra_id,
            tolerance_bps, notify_chat_id, owner_user_id, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        on conflict do nothing
        """;

    // Two at once would each find room for one more.
    private const string LockOwnerSql = """
        select pg_advisory_xact_lock(hashtextextended($1, 0))
        """;

    private const string CountSql = """
        select count(*) from channels where owner_user_id = $1 and archived_at is null
        """;

    private const string InsertTierSql = """
        insert into tiers (channel_id, tier_no, price_usd, days)
        values ($1, $2, $3, $4)
        """;

    private const string FindSql = """
        select c.link_code, t.tier_no::int
          from channels c
          join tiers t using (channel_id)
         where c.channel_id = $1
         order by t.tier_no
        """;

    /// <returns>
    /// <see langword="false"/> when one of the two channels is registered already.
    /// </returns>
    internal static Task<bool> InsertAsync(
        Unit unit,
        RegisteredChannel channel,
        ChannelDraft draft,
        CancellationToken ct
    ) =>
        unit.Sql(InsertSql)
            .With(channel.Id)
            .With(channel.LinkCode)
            .With(draft.Open.Value)
            .With(draft.Closed.Value)
            .With(draft.OpenTitle)
            .With(draft.ClosedTitle)
            .With(draft.Payout.Strategy)
            .With(draft.Payout.Threshold)
            .With(draft.Payout.Wallet.Coin)
            .With(draft.Payout.Wallet.Address)
            .With(draft.Payout.Wallet.ExtraId)
            .With(draft.Tolerance.Value)
            .With(draft.NotifyChatId)
            .With(draft.Owner?.Value)
            .With(unit.Now)
            .HitsAsync(ct);

    /// <summary>
    /// How many channels an owner has; nobody else adds one until the unit ends.
    /// </summary>
    internal static async Task<long> CountLockedAsync(
        Unit unit,
        TelegramUserId owner,
        CancellationToken ct
    )
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"channels of {owner.Value}");
        await unit.Sql(LockOwnerSql).With(key).ExecuteAsync(ct);
        return await unit.Sql(CountSql).With(owner.Value).ValueAsync(row => row.Long(0), ct) ?? 0;
    }

    internal static Task<int> InsertTierAsync(
        Unit unit,
        ChannelId channel,
        TierDraft tier,
        CancellationToken ct
    ) =>
        unit.Sql(InsertTierSql)
            .With(channel)
            .With(tier.No)
            .With(tier.Price)
            .With(tier.Days)
            .ExecuteAsync(ct);

    public static async Task<RegisteredChannel?> FindAsync(
        Database database,
        ChannelId id,
        CancellationToken ct
    )
    {
        var rows = await database.RunAsync(
            FindSql,
            sql => sql.With(id).AllAsync(row => (Code: row.Text(0), No: row.Number(1)), ct),
            ct
        );
        return rows.Count == 0
            ? null
            : new RegisteredChannel(id, rows[0].Code, [.. rows.Select(row => row.No)]);
    }
}
