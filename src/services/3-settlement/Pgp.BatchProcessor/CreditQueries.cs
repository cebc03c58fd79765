using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.BatchProcessor;

/// <summary>An owner whose balance reached the threshold.</summary>
internal sealed record DueOwner(ChannelId ChannelId, Amount<Usd> Threshold);

/// <summary>A converted credit that no payout has reserved.</summary>
internal sealed record PayableCredit(CreditId Id, Amount<Usdt> Share);

/// <summary>All SQL on credits; the columns of the payout are this service's to write.</summary>
internal static class CreditQueries
{
    // One row per channel, kept beside the credits. A balance counts in full whatever became of the
    // owner's strategy meanwhile: nothing is ever stranded (spec 10, F50).
    internal const string DueSql = """
        select channels.channel_id,
               case when channels.payout_strategy = 'threshold'
                    then channels.payout_threshold_usd else $1 end as threshold
          from payable_balances as balance
          join channels using (channel_id)
         where balance.payable >= 1000000 * case when channels.payout_strategy = 'threshold'
                    then channels.payout_threshold_usd else $1 end
           and not exists (
               select from payout_batches as batch
                where batch.channel_id = channels.channel_id
                  and (batch.state = 'reserved'
                       or (batch.state = 'released' and batch.retry_at > $2)))
         order by channels.channel_id
         limit $3
        """;

    // Exactly these rows are summed, and exactly these are marked (spec 10, F44).
    private const string LockSql = """
        select credit_id, usdt_amount
          from credits
         where channel_id = $1
           and usdt_amount is not null
           and batch_id is null
         order by credit_id
         limit $2
           for update skip locked
        """;

    private const string ReserveSql = """
        update credits
           set batch_id = $1
         where credit_id = any ($2)
           and usdt_amount is not null
           and batch_id is null
        """;

    private const string PaySql = """
        update credits set paid_at = $2 where batch_id = $1 and paid_at is null
        """;

    private const string ReleaseSql = """
        update credits set batch_id = null where batch_id = $1 and paid_at is null
        """;

    public static Task<IReadOnlyList<DueOwner>> DueAsync(
        Database database,
        Amount<Usd> least,
        int limit,
        CancellationToken ct
    ) =>
        database.RunAsync(
            DueSql,
            sql =>
                sql.With(least)
                    .With(database.Clock.GetUtcNow())
                    .With(limit)
                    .AllAsync(row => new DueOwner(row.Id<ChannelKind>(0), row.Usd(1)), ct),
            ct
        );

    /// <summary>The oldest payable credits of a channel, so many at most.</summary>
    public static Task<IReadOnlyList<PayableCredit>> LockAsync(
        Unit unit,
        ChannelId channel,
        int limit,
        CancellationToken ct
    ) =>
        unit.Sql(LockSql)
            .With(channel)
            .With(limit)
            .AllAsync(
                row => new PayableCredit(row.Id<CreditKind>(0), new Amount<Usdt>(row.Atomic(1))),
                ct
            );

    public static async Task ReserveAsync(
        Unit unit,
        BatchId batch,
        IReadOnlyList<PayableCredit> credits,
        CancellationToken ct
    )
    {
        Guid[] ids = [.. credits.Select(credit => credit.Id.Value)];
        var reserved = await unit.Sql(ReserveSql).With(batch).With(ids).ExecuteAsync(ct);
        if (reserved != credits.Count)
        {
            throw new InvalidOperationException($"{reserved} of {credits.Count} credits reserved");
        }
    }

    public static Task PayAsync(Unit unit, BatchId batch, CancellationToken ct) =>
        unit.Sql(PaySql).With(batch).With(unit.Now).ExecuteAsync(ct);

    public static Task ReleaseAsync(Unit unit, BatchId batch, CancellationToken ct) =>
        unit.Sql(ReleaseSql).With(batch).ExecuteAsync(ct);
}
