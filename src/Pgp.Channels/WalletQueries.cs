using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Channels;

/// <summary>
/// The only way by which a wallet changes. Payments and payouts keep the wallet that they were
/// begun with: they have it in their own rows.
/// </summary>
public static class WalletQueries
{
    private const string HoldSql = """
        insert into wallet_changes (
            change_id, channel_id, changed_by, before_coin, before_address, before_extra_id,
            payout_coin, payout_address, payout_extra_id, state, requested_at, hold_until)
        select $3, channel_id, $2, payout_coin, payout_address, payout_extra_id, $4, $5, $6, 'held',
               $7, $8
          from channels
         where channel_id    = $1
           and owner_user_id = $2
        on conflict do nothing
        """;

    private const string FindSql = """
        select w.change_id, w.channel_id, w.changed_by, w.before_coin, w.before_address,
               w.before_extra_id, w.payout_coin, w.payout_address, w.payout_extra_id, w.state,
               w.hold_until, c.closed_title, w.requested_at, w.ended_at
          from wallet_changes w
          join channels c using (channel_id)
         where w.change_id = $1
        """;

    private const string HeldSql = """
        select w.change_id, w.channel_id, w.changed_by, w.before_coin, w.before_address,
               w.before_extra_id, w.payout_coin, w.payout_address, w.payout_extra_id, w.state,
               w.hold_until, c.closed_title, w.requested_at, w.ended_at
          from wallet_changes w
          join channels c using (channel_id)
         where w.channel_id = $1
           and w.state = 'held'
        """;

    private const string OfChannelSql = """
        select w.change_id, w.channel_id, w.changed_by, w.before_coin, w.before_address,
               w.before_extra_id, w.payout_coin, w.payout_address, w.payout_extra_id, w.state,
               w.hold_until, c.closed_title, w.requested_at, w.ended_at
          from wallet_changes w
          join channels c using (channel_id)
         where w.channel_id = $1
         order by w.requested_at desc
         limit 50
        """;

    private const string DueSql = """
        select change_id
          from wallet_changes
         where state = 'held'
           and hold_until <= $1
         order by hold_until
         limit 100
        """;

    private const string CancelSql = """
        update wallet_changes w
           set state = 'cancelled', ended_at = $3, ended_by = $2
          from channels c
         where w.change_id     = $1
           and w.state         = 'held'
           and c.channel_id    = w.channel_id
           and c.owner_user_id = $2
        """;

    // Taken by one process, and not while its owner takes it back.
    private const string EndSql = """
        update wallet_changes
           set state = 'applied', ended_at = $2
         where change_id   = $1
           and state       = 'held'
           and hold_until <= $2
        """;

    private const string ApplySql = """
        update channels c
           set payout_coin     = w.payout_coin,
               payout_address  = w.payout_address,
               payout_extra_id = w.payout_extra_id
          from wallet_changes w
         where w.change_id      = $1
           and c.channel_id     = w.channel_id
           and c.owner_user_id  = w.changed_by
           and c.payout_coin    = w.before_coin
           and c.payout_address = w.before_address
           and c.payout_extra_id is not distinct from w.before_extra_id
        """;

    private const string OvertakeSql = """
        update wallet_changes
           set state = 'overtaken'
         where change_id = $1
           and state     = 'applied'
        """;

    /// <returns><see langword="false"/> when another change waits already.</returns>
    public static Task<bool> HoldAsync(
        Unit unit,
        OwnedChannel channel,
        WalletChangeId id,
        Wallet wallet,
        TimeSpan hold,
        CancellationToken ct
    ) =>
        unit.Sql(HoldSql)
            .With(channel.Id)
            .With(channel.Owner.Value)
            .With(id)
            .With(wallet.Coin)
            .With(wallet.Address)
            .With(wallet.ExtraId)
            .With(unit.Now)
            .With(unit.Now + hold)
            .HitsAsync(ct);

    public static Task<WalletChange?> FindAsync(
        Database database,
        WalletChangeId id,
        CancellationToken ct
    ) => database.RunAsync(FindSql, sql => sql.With(id).FirstAsync(Read, ct), ct);

    internal static async Task<WalletChange> FindAsync(
        Unit unit,
        WalletChangeId id,
        CancellationToken ct
    ) =>
        await unit.Sql(FindSql).With(id).FirstAsync(Read, ct)
        ?? throw new InvalidOperationException($"{id} is gone");

    /// <summary>All of a channel, the newest first.</summary>
    public static Task<IReadOnlyList<WalletChange>> OfChannelAsync(
        Database database,
        ChannelId channel,
        CancellationToken ct
    ) => database.RunAsync(OfChannelSql, sql => sql.With(channel).AllAsync(Read, ct), ct);

    /// <summary>The one that waits, if there is one.</summary>
    public static Task<WalletChange?> HeldAsync(
        Database database,
        ChannelId channel,
        CancellationToken ct
    ) => database.RunAsync(HeldSql, sql => sql.With(channel).FirstAsync(Read, ct), ct);

    public static Task<IReadOnlyList<WalletChangeId>> DueAsync(
        Database database,
        CancellationToken ct
    ) =>
        database.RunAsync(
            DueSql,
            sql =>
                sql.With(database.Clock.GetUtcNow())
                    .AllAsync(row => row.Id<WalletChangeKind>(0), ct),
            ct
        );

    /// <returns><see langword="false"/>: it no longer waits, or is not this person's.</returns>
    public static Task<bool> CancelAsync(
        Unit unit,
        WalletChangeId id,
        TelegramUserId owner,
        CancellationToken ct
    ) => unit.Sql(CancelSql).With(id).With(owner.Value).With(unit.Now).HitsAsync(ct);

    /// <summary>Ends a change whose hold is over: the wallet is the new one from now on.</summary>
    /// <returns>Its new state; null when it no longer waits, or not yet long enough.</returns>
    public static async Task<string?> ApplyAsync(Unit unit, WalletChangeId id, CancellationToken ct)
    {
        if (!await unit.Sql(EndSql).With(id).With(unit.Now).HitsAsync(ct))
        {
            return null;
        }

        if (await unit.Sql(ApplySql).With(id).HitsAsync(ct))
        {
            return WalletChangeStates.Applied;
        }

        await unit.Sql(OvertakeSql).With(id).ExecuteAsync(ct);
        return WalletChangeStates.Overtaken;
    }

    private static WalletChange Read(Row row) =>
        new(
            row.Id<WalletChangeKind>(0),
            row.Id<ChannelKind>(1),
            new TelegramUserId(row.Long(2)),
            new Wallet(Coin.Parse(row.Text(3)), row.Text(4), row.TextOrNull(5)),
            new Wallet(Coin.Parse(row.Text(6)), row.Text(7), row.TextOrNull(8)),
            row.Text(9),
            row.Time(10),
            row.Text(11)
        )
        {
            RequestedAt = row.Time(12),
            EndedAt = row.TimeOrNull(13),
        };
}
