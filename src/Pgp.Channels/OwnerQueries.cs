using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Channels;

/// <summary>Reads the channels of an owner; never those of another.</summary>
public static class OwnerQueries
{
    private const string OfOwnerSql = """
        select channel_id, link_code, owner_user_id, open_channel_id, closed_channel_id, open_title,
               closed_title, payout_strategy, payout_threshold_usd, payout_coin, payout_address,
               payout_extra_id, open_description, closed_description, donation_text, trial_days,
               grace_days, tolerance_bps, muted_events, version, created_at,
               selling_stopped_at
          from channels
         where owner_user_id = $1
           and archived_at is null
         order by created_at
         limit 50
        """;

    private const string FindSql = """
        select channel_id, link_code, owner_user_id, open_channel_id, closed_channel_id, open_title,
               closed_title, payout_strategy, payout_threshold_usd, payout_coin, payout_address,
               payout_extra_id, open_description, closed_description, donation_text, trial_days,
               grace_days, tolerance_bps, muted_events, version, created_at,
               selling_stopped_at
          from channels
         where owner_user_id = $1
           and archived_at is null
           and (link_code = $2 or channel_id = $3)
        """;

    // Changes of one channel follow one another, so that its last tier stays.
    private const string LockSql = """
        select channel_id, link_code, owner_user_id, open_channel_id, closed_channel_id, open_title,
               closed_title, payout_strategy, payout_threshold_usd, payout_coin, payout_address,
               payout_extra_id, open_description, closed_description, donation_text, trial_days,
               grace_days, tolerance_bps, muted_events, version, created_at,
               selling_stopped_at
          from channels
         where owner_user_id = $1
           and archived_at is null
           and (link_code = $2 or channel_id = $3)
           for no key update
        """;

    private const string TiersSql = """
        select tier_no::int, price_usd, days
          from tiers
         where channel_id = $1
         order by tier_no
        """;

    public static Task<IReadOnlyList<OwnedChannel>> OfOwnerAsync(
        Database database,
        TelegramUserId owner,
        CancellationToken ct
    ) => database.RunAsync(OfOwnerSql, sql => sql.With(owner.Value).AllAsync(Read, ct), ct);

    /// <returns>Null: there is no such channel, or it is not this person's.</returns>
    public static Task<OwnedChannel?> FindAsync(
        Database database,
        TelegramUserId owner,
        string linkCode,
        CancellationToken ct
    ) =>
        database.RunAsync(
            FindSql,
            sql => sql.With(owner.Value).With(linkCode).With((Guid?)null).FirstAsync(Read, ct),
            ct
        );

    /// <inheritdoc cref="FindAsync(Database, TelegramUserId, string, CancellationToken)"/>
    public static Task<OwnedChannel?> FindAsync(
        Database database,
        TelegramUserId owner,
        ChannelId channel,
        CancellationToken ct
    ) =>
        database.RunAsync(
            FindSql,
            sql => sql.With(owner.Value).With((string?)null).With(channel).FirstAsync(Read, ct),
            ct
        );

    /// <summary>As above; nobody else changes it until the unit ends.</summary>
    public static Task<OwnedChannel?> LockAsync(
        Unit unit,
        TelegramUserId owner,
        string linkCode,
        CancellationToken ct
    ) => unit.Sql(LockSql).With(owner.Value).With(linkCode).With((Guid?)null).FirstAsync(Read, ct);

    /// <inheritdoc cref="LockAsync(Unit, TelegramUserId, string, CancellationToken)"/>
    public static Task<OwnedChannel?> LockAsync(
        Unit unit,
        TelegramUserId owner,
        ChannelId channel,
        CancellationToken ct
    ) => unit.Sql(LockSql).With(owner.Value).With((string?)null).With(channel).FirstAsync(Read, ct);

    public static Task<IReadOnlyList<TierDraft>> TiersAsync(
        Database database,
        ChannelId channel,
        CancellationToken ct
    ) => database.RunAsync(TiersSql, sql => sql.With(channel).AllAsync(ReadTier, ct), ct);

    public static Task<IReadOnlyList<TierDraft>> TiersAsync(
        Unit unit,
        ChannelId channel,
        CancellationToken ct
    ) => unit.Sql(TiersSql).With(channel).AllAsync(ReadTier, ct);

    private static TierDraft ReadTier(Row row) => new(row.Number(0), row.Usd(1), row.Number(2));

    private static OwnedChannel Read(Row row) =>
        new(row.Id<ChannelKind>(0), row.Text(1), new TelegramUserId(row.Long(2)))
        {
            Open = new OpenChannelId(row.Long(3)),
            Closed = new ClosedChannelId(row.Long(4)),
            OpenTitle = row.Text(5),
            ClosedTitle = row.Text(6),
            Payout = new PayoutTarget(
                row.Text(7),
                row.UsdOrNull(8),
                new Wallet(Coin.Parse(row.Text(9)), row.Text(10), row.TextOrNull(11))
            ),
            OpenDescription = row.TextOrNull(12),
            ClosedDescription = row.TextOrNull(13),
            DonationText = row.TextOrNull(14),
            TrialDays = row.Number(15),
            GraceDays = row.Number(16),
            Tolerance = new BasisPoints(row.Number(17)),
            MutedEvents = row.Texts(18),
            Version = row.Number(19),
            CreatedAt = row.Time(20),
            SellingStoppedAt = row.TimeOrNull(21),
        };
}
