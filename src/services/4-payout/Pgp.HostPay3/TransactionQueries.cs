using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Fees;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.HostPay3;

/// <summary>All SQL on chain_transactions: the signed bytes of each transfer.</summary>
internal static class TransactionQueries
{
    private const string InsertSql = """
        insert into chain_transactions (
            transaction_hash, payout_id, nonce, raw, max_fee, priority_fee, state, created_at)
        values ($1, $2, $3, $4, $5, $6, 'signed', $7)
        """;

    private const string ListSql = """
        select raw, max_fee, priority_fee, state, created_at
          from chain_transactions
         where payout_id = $1
         order by created_at desc, max_fee desc
        """;

    private const string CountSql = """
        select count(*)::int from chain_transactions where payout_id = $1
        """;

    private const string BroadcastSql = """
        update chain_transactions
           set state = 'broadcast', broadcast_at = coalesce(broadcast_at, $2)
         where transaction_hash = $1
           and state in ('signed', 'broadcast')
        """;

    private const string EndSql = """
        update chain_transactions
           set state        = case when transaction_hash = $2 then $3 else 'replaced' end,
               block_number = case when transaction_hash = $2 then $4 end,
               gas_used     = case when transaction_hash = $2 then $5 end,
               gas_price    = case when transaction_hash = $2 then $6 end
         where payout_id = $1
        """;

    public static Task InsertAsync(
        Unit unit,
        PayoutId payout,
        long nonce,
        SignedTransaction signed,
        FeeBid bid,
        CancellationToken ct
    ) =>
        unit.Sql(InsertSql)
            .With(signed.Hash.ToString())
            .With(payout)
            .With(nonce)
            .With(signed.Raw.ToArray())
            .With(bid.MaxFeePerGas)
            .With(bid.MaxPriorityFeePerGas)
            .With(unit.Now)
            .ExecuteAsync(ct);

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<RecordedTransaction>> ListAsync(
        Database database,
        PayoutId payout,
        CancellationToken ct
    ) => database.RunAsync(ListSql, sql => sql.With(payout).AllAsync(Read, ct), ct);

    public static async Task<int> CountAsync(Unit unit, PayoutId payout, CancellationToken ct) =>
        (await unit.Sql(CountSql).With(payout).ValueAsync(row => row.Number(0), ct))!.Value;

    public static Task RecordBroadcastAsync(Unit unit, Hash32 hash, CancellationToken ct) =>
        unit.Sql(BroadcastSql).With(hash.ToString()).With(unit.Now).ExecuteAsync(ct);

    /// <summary>
    /// One of them is in the chain; with the same nonce, the others never will be.
    /// </summary>
    public static Task RecordEndAsync(
        Unit unit,
        PayoutId payout,
        Ending.Mined mined,
        CancellationToken ct
    ) =>
        unit.Sql(EndSql)
            .With(payout)
            .With(mined.Hash.ToString())
            .With(mined.Succeeded ? "confirmed" : "reverted")
            .With(mined.BlockNumber)
            .With(mined.GasUsed)
            .With(mined.GasPrice)
            .ExecuteAsync(ct);

    private static RecordedTransaction Read(Row row)
    {
        var signed = new SignedTransaction(row.Bytes(0));
        return new RecordedTransaction(
            signed.Hash,
            signed,
            new FeeBid(row.Atomic(1), row.Atomic(2)),
            row.Text(3),
            row.Time(4)
        );
    }
}
