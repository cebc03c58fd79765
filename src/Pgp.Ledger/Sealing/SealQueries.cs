using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Ledger.Sealing;

/// <summary>The newest seal.</summary>
public sealed record SealHead(long Seq, byte[] Hash);

/// <summary>One seal and the entry under it; no entry where it is gone.</summary>
internal sealed record Seal(long Seq, EntryId EntryId, byte[] Previous, byte[] Hash);

/// <summary>All SQL on ledger_seals.</summary>
internal static class SealQueries
{
    private const string LockSql = """
        select pg_advisory_xact_lock(7042004)
        """;

    private const string HeadSql = """
        select seq, hash from ledger_seals order by seq desc limit 1
        """;

    // A transaction is over within two minutes (idle and statement limits), so that nothing older
    // than the window can still appear; the window is generous.
    private const string UnsealedSql = """
        select entry_id, fact, kind, order_id, payment_id, payout_id, fee_policy, booked_at
          from ledger_entries as entry
         where booked_at > coalesce((
                   select booked_at - interval '6 hours'
                     from ledger_entries
                     join ledger_seals using (entry_id)
                    order by seq desc
                    limit 1), '-infinity')
           and not exists (
               select from ledger_seals where ledger_seals.entry_id = entry.entry_id)
         order by booked_at, entry_id
         limit $1
        """;

    private const string SealedSql = """
        select entry_id, fact, kind, order_id, payment_id, payout_id, fee_policy, booked_at,
               seq, previous_hash, hash
          from ledger_seals
          join ledger_entries using (entry_id)
         where seq > $1
         order by seq
         limit $2
        """;

    private const string PostingsSql = """
        select entry_id, line::int, account, coin, amount
          from ledger_postings
         where entry_id = any ($1)
         order by entry_id, line
        """;

    private const string InsertSql = """
        insert into ledger_seals (seq, entry_id, previous_hash, hash, sealed_at)
        values ($1, $2, $3, $4, $5)
        """;

    private const string CountSql = """
        select (select count(*) from ledger_entries) - (select count(*) from ledger_seals)
        """;

    public static Task LockAsync(Unit unit, CancellationToken ct) =>
        unit.Sql(LockSql).ExecuteAsync(ct);

    public static async Task<SealHead> HeadAsync(Unit unit, CancellationToken ct) =>
        await unit.Sql(HeadSql).FirstAsync(row => new SealHead(row.Long(0), row.Bytes(1)), ct)
        ?? new SealHead(0, BookedEntry.Genesis);

    public static async Task<IReadOnlyList<BookedEntry>> UnsealedAsync(
        Unit unit,
        int limit,
        CancellationToken ct
    )
    {
        var entries = await unit.Sql(UnsealedSql).With(limit).AllAsync(Read, ct);
        return await WithPostingsAsync(unit, entries, ct);
    }

    /// <summary>Seals after the given one, each with its entry, in order.</summary>
    public static async Task<IReadOnlyList<(Seal Seal, BookedEntry Entry)>> SealedAsync(
        Unit unit,
        long after,
        int limit,
        CancellationToken ct
    )
    {
        var rows = await unit.Sql(SealedSql)
            .With(after)
            .With(limit)
            .AllAsync(
                row =>
                {
                    var entry = Read(row);
                    return (new Seal(row.Long(8), entry.Id, row.Bytes(9), row.Bytes(10)), entry);
                },
                ct
            );
        var whole = await WithPostingsAsync(unit, [.. rows.Select(row => row.Item2)], ct);
        return [.. rows.Zip(whole, (row, entry) => (row.Item1, entry))];
    }

    public static Task InsertAsync(Unit unit, Seal seal, CancellationToken ct) =>
        unit.Sql(InsertSql)
            .With(seal.Seq)
            .With(seal.EntryId)
            .With(seal.Previous)
            .With(seal.Hash)
            .With(unit.Now)
            .ExecuteAsync(ct);

    /// <summary>Entries that no seal covers yet.</summary>
    public static async Task<long> CountUnsealedAsync(Unit unit, CancellationToken ct) =>
        (await unit.Sql(CountSql).ValueAsync(row => row.Long(0), ct))!.Value;

    private static async Task<IReadOnlyList<BookedEntry>> WithPostingsAsync(
        Unit unit,
        IReadOnlyList<BookedEntry> entries,
        CancellationToken ct
    )
    {
        Guid[] ids = [.. entries.Select(entry => entry.Id.Value)];
        var postings = await unit.Sql(PostingsSql)
            .With(ids)
            .AllAsync(
                row =>
                    (
                        Entry: row.Id<EntryKind>(0),
                        Posting: new BookedPosting(row.Number(1), row.Text(2), row.CoinAmount(3))
                    ),
                ct
            );
        var byEntry = postings.ToLookup(row => row.Entry, row => row.Posting);
        return [.. entries.Select(entry => entry with { Postings = [.. byEntry[entry.Id]] })];
    }

    private static BookedEntry Read(Row row) =>
        new(
            row.Id<EntryKind>(0),
            row.Text(1),
            row.Text(2),
            row.IdOrNull<OrderKind>(3),
            row.IdOrNull<PaymentKind>(4),
            row.TextOrNull(5),
            row.NumberOrNull(6),
            row.Time(7),
            []
        );
}
