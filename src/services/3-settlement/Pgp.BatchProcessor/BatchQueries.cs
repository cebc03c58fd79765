using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.BatchProcessor;

/// <summary>A batch as it stands, locked for this unit.</summary>
internal sealed record Batch(BatchId Id, ChannelId ChannelId, string State);

/// <summary>All SQL on payout_batches. Each update names the state it expects.</summary>
internal static class BatchQueries
{
    // Where the owner wants the money is read here and now, not when the run began. Refused by the
    // partial unique index while another payout of the channel is under way.
    private const string InsertSql = """
        insert into payout_batches (
            batch_id, channel_id, amount, credits, threshold_usd, target_coin, target_address,
            target_extra_id, state, created_at, updated_at)
        select $1, channel_id, $3, $4, $5, payout_coin, payout_address, payout_extra_id,
               'reserved', $6, $6
          from channels
         where channel_id = $2
        on conflict do nothing
        """;

    private const string FindSql = """
        select batch_id, channel_id, state
          from payout_batches
         where batch_id = $1
           for update
        """;

    private const string CompleteSql = """
        update payout_batches
           set state      = 'completed',
               updated_at = $3,
               ended_at   = $3
         where batch_id = $1
           and state    = $2
        """;

    private const string ReleaseSql = """
        update payout_batches
           set state      = 'released',
               reason     = $3,
               retry_at   = $4,
               updated_at = $5,
               ended_at   = $5
         where batch_id = $1
           and state    = $2
        """;

    private const string HoldSql = """
        update payout_batches
           set state      = 'held',
               reason     = $2,
               updated_at = $3
         where batch_id = $1
           and state    = 'reserved'
        """;

    private const string FailuresSql = """
        select count(*)::int
          from payout_batches
         where channel_id = $1
           and state = 'released'
           and created_at > coalesce((
               select max(created_at) from payout_batches
                where channel_id = $1 and state = 'completed'), '-infinity')
        """;

    public static Task<bool> InsertAsync(
        Unit unit,
        BatchId batch,
        DueOwner owner,
        Amount<Usdt> amount,
        int credits,
        CancellationToken ct
    ) =>
        unit.Sql(InsertSql)
            .With(batch)
            .With(owner.ChannelId)
            .With(amount.Atomic)
            .With(credits)
            .With(owner.Threshold)
            .With(unit.Now)
            .HitsAsync(ct);

    public static Task<Batch?> FindAsync(Unit unit, BatchId batch, CancellationToken ct) =>
        unit.Sql(FindSql)
            .With(batch)
            .FirstAsync(
                row => new Batch(row.Id<BatchKind>(0), row.Id<ChannelKind>(1), row.Text(2)),
                ct
            );

    public static Task<bool> CompleteAsync(Unit unit, Batch batch, CancellationToken ct) =>
        unit.Sql(CompleteSql).With(batch.Id).With(batch.State).With(unit.Now).HitsAsync(ct);

    public static Task<bool> ReleaseAsync(
        Unit unit,
        Batch batch,
        string reason,
        DateTimeOffset retryAt,
        CancellationToken ct
    ) =>
        unit.Sql(ReleaseSql)
            .With(batch.Id)
            .With(batch.State)
            .With(reason)
            .With(retryAt)
            .With(unit.Now)
            .HitsAsync(ct);

    public static Task<bool> HoldAsync(
        Unit unit,
        Batch batch,
        string reason,
        CancellationToken ct
    ) => unit.Sql(HoldSql).With(batch.Id).With(reason).With(unit.Now).HitsAsync(ct);

    /// <summary>Payouts of the channel in a row that came to nothing.</summary>
    public static async Task<int> FailuresAsync(
        Unit unit,
        ChannelId channel,
        CancellationToken ct
    ) => (await unit.Sql(FailuresSql).With(channel).ValueAsync(row => row.Number(0), ct))!.Value;
}
