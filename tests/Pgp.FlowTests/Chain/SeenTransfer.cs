using System.Numerics;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.FlowTests.Chain;

/// <summary>A transfer as the tables have it.</summary>
internal sealed record SeenTransfer(
    string State,
    long? Nonce,
    string? Error,
    string? Reason,
    int Looks,
    BigInteger Amount,
    BigInteger GasReserved,
    IReadOnlyList<SeenTransaction> Transactions
)
{
    private const string TransferSql = """
        select state, nonce, error_code, reason, looks, amount, coalesce(gas_reserved, 0)
          from chain_transfers
         where payout_id = $1
        """;

    private const string TransactionsSql = """
        select transaction_hash, nonce, raw, max_fee, priority_fee, state, block_number, gas_used,
               gas_price
          from chain_transactions
         where payout_id = $1
         order by created_at, max_fee
        """;

    private const string EndSql = """
        select state, reason from payout_executions where payout_id = $1
        """;

    /// <summary>What there is to see before HOSTPAY3 has accepted it.</summary>
    public static SeenTransfer None { get; } = new("", null, null, null, 0, 0, 0, []);

    /// <returns>Null while HOSTPAY3 has not accepted it.</returns>
    public static async Task<SeenTransfer?> ReadAsync(
        Database database,
        PayoutId payout,
        CancellationToken ct
    )
    {
        var seen = await database.RunAsync(
            TransferSql,
            sql => sql.With(payout).FirstAsync(ReadTransfer, ct),
            ct
        );
        return seen is null
            ? null
            : seen with
            {
                Transactions = await database.RunAsync(
                    TransactionsSql,
                    sql => sql.With(payout).AllAsync(ReadTransaction, ct),
                    ct
                ),
            };
    }

    /// <summary>State of the whole payout at HOSTPAY1, and its reason.</summary>
    public static async Task<(string State, string? Reason)> EndAsync(
        Database database,
        PayoutId payout,
        CancellationToken ct
    )
    {
        var ends = await database.RunAsync(
            EndSql,
            sql => sql.With(payout).AllAsync(row => (row.Text(0), row.TextOrNull(1)), ct),
            ct
        );
        return ends.Count == 0 ? ("", null) : ends[0];
    }

    private static SeenTransfer ReadTransfer(Row row) =>
        new(
            row.Text(0),
            row.LongOrNull(1),
            row.TextOrNull(2),
            row.TextOrNull(3),
            row.Number(4),
            row.Atomic(5),
            row.Atomic(6),
            []
        );

    private static SeenTransaction ReadTransaction(Row row) =>
        new(
            row.Text(0),
            row.Long(1),
            "0x" + Convert.ToHexStringLower(row.Bytes(2)),
            row.Atomic(3),
            row.Atomic(4),
            row.Text(5),
            row.LongOrNull(6),
            row.LongOrNull(7),
            row.AtomicOrNull(8)
        );
}

/// <summary>Signed bytes as the tables have them, oldest first.</summary>
internal sealed record SeenTransaction(
    string Hash,
    long Nonce,
    string Raw,
    BigInteger MaxFee,
    BigInteger Tip,
    string State,
    long? Block,
    long? GasUsed,
    BigInteger? GasPrice
);
