using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Server.Owners.Connecting;

/// <summary>All SQL on <c>channel_drafts</c>.</summary>
internal static class DraftQueries
{
    private const string FindSql = """
        select open_channel_id, closed_channel_id, tiers, payout_strategy, payout_threshold_usd,
               payout_coin, payout_address, payout_extra_id, is_memo_known
          from channel_drafts
         where user_id = $1
        """;

    private const string SaveSql = """
        insert into channel_drafts (
            user_id, open_channel_id, closed_channel_id, tiers, payout_strategy,
            payout_threshold_usd, payout_coin, payout_address, payout_extra_id, is_memo_known,
            updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (user_id) do update
           set open_channel_id      = excluded.open_channel_id,
               closed_channel_id    = excluded.closed_channel_id,
               tiers                = excluded.tiers,
               payout_strategy      = excluded.payout_strategy,
               payout_threshold_usd = excluded.payout_threshold_usd,
               payout_coin          = excluded.payout_coin,
               payout_address       = excluded.payout_address,
               payout_extra_id      = excluded.payout_extra_id,
               is_memo_known        = excluded.is_memo_known,
               updated_at           = excluded.updated_at
        """;

    private const string DropSql = """
        delete from channel_drafts where user_id = $1
        """;

    public static Task<ConnectDraft?> FindAsync(
        Database database,
        TelegramUserId person,
        CancellationToken ct
    ) =>
        database.RunAsync(
            FindSql,
            sql => sql.With(person.Value).FirstAsync(row => Read(row, person), ct),
            ct
        );

    public static Task SaveAsync(Database database, ConnectDraft draft, CancellationToken ct) =>
        database.RunAsync(
            SaveSql,
            sql =>
                sql.With(draft.Person.Value)
                    .With(draft.Open)
                    .With(draft.Closed)
                    .With(draft.Tiers.ToArray())
                    .With(draft.Strategy)
                    .With(draft.Threshold)
                    .With(draft.Coin)
                    .With(draft.Address)
                    .With(draft.ExtraId)
                    .With(draft.IsMemoKnown)
                    .With(database.Clock.GetUtcNow())
                    .ExecuteAsync(ct),
            ct
        );

    /// <returns><see langword="false"/> when there was none.</returns>
    public static Task<bool> DropAsync(
        Database database,
        TelegramUserId person,
        CancellationToken ct
    ) => database.RunAsync(DropSql, sql => sql.With(person.Value).HitsAsync(ct), ct);

    public static Task<bool> DropAsync(Unit unit, TelegramUserId person, CancellationToken ct) =>
        unit.Sql(DropSql).With(person.Value).HitsAsync(ct);

    private static ConnectDraft Read(Row row, TelegramUserId person) =>
        new(person)
        {
            Open = row.LongOrNull(0),
            Closed = row.LongOrNull(1),
            Tiers = row.Texts(2),
            Strategy = row.TextOrNull(3),
            Threshold = row.UsdOrNull(4),
            Coin = row.TextOrNull(5) is { } coin ? Coin.Parse(coin) : null,
            Address = row.TextOrNull(6),
            ExtraId = row.TextOrNull(7),
            IsMemoKnown = row.Flag(8),
        };
}
