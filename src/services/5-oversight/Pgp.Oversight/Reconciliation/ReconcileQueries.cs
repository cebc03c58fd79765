using System.Numerics;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Ledger.Sealing;

namespace Pgp.Oversight.Reconciliation;

/// <summary>All SQL of reconciliation; it reads everything and writes its own findings.</summary>
internal static class ReconcileQueries
{
    private const string BalancesSql = """
        select coin, sum(amount) from ledger_postings where account = $1 group by coin
        """;

    private const string OpenTransactionsSql = """
        select transfer.payout_id, transfer.coin, transfer.amount, transaction_hash
          from chain_transfers as transfer
          join chain_transactions using (payout_id)
         where transfer.state in ('signed', 'broadcast', 'review')
        """;

    private const string BookedTransfersSql = """
        select transfer.payout_id, transfer.coin,
               case when transfer.state = 'confirmed' then transfer.amount else 0 end,
               transaction_hash, coalesce(gas_used * gas_price, 0)
          from chain_transfers as transfer
          join chain_transactions as transaction using (payout_id)
         where transfer.state in ('confirmed', 'reverted')
           and transaction.state in ('confirmed', 'reverted')
           and transfer.updated_at > $1
         order by transfer.updated_at desc
         limit 2000
        """;

    private const string PaymentsSql = """
        select provider_payment_id, payment_id, state, outcome_coin, outcome_amount
          from payments
         where provider = 'nowpayments'
           and (provider_payment_id = any ($1) or created_at > $2 or state = 'quarantined')
        """;

    private const string OrdersSql = """
        select execution.payout_id, execution.exchange_id, execution.state, execution.coin,
               execution.amount, execution.paid_coin, execution.paid_amount, execution.paid_hash,
               payouts.target_address,
               execution.state = 'refunded'
               or case when conversions.conversion_id is null then execution.state = 'completed'
                       else conversions.state = 'completed' end
          from payout_executions as execution
          left join payouts using (payout_id)
          left join conversions on conversions.exchange_id = execution.exchange_id
         where execution.exchange_id is not null
           and execution.transaction_hash is not null
           and (execution.state in ('deposited', 'held') or execution.completed_at > $1)
         order by execution.updated_at desc
         limit 2000
        """;

    // One statement, one moment: what the exchange has of ours, by the states of the transfers.
    private const string AtExchangeSql = """
        with expected as (
            select transfer.coin, sum(transfer.amount) as amount
              from chain_transfers as transfer
              join payout_executions as execution using (payout_id)
              left join conversions on conversions.exchange_id = execution.exchange_id
             where transfer.state = 'confirmed'
               and execution.exchange_id is not null
               and execution.state <> 'refunded'
               and case when conversions.conversion_id is null
                        then execution.state <> 'completed'
                        else conversions.state <> 'completed' end
             group by transfer.coin
        ), booked as (
            select coin, sum(amount) as amount
              from ledger_postings
             where account = $1
             group by coin
        )
        select coalesce(booked.coin, expected.coin),
               coalesce(expected.amount, 0) - coalesce(booked.amount, 0)
          from booked
          full join expected on expected.coin = booked.coin
         where coalesce(expected.amount, 0) <> coalesce(booked.amount, 0)
        """;

    private const string UnbalancedSql = """
        select coin, sum(amount) from ledger_postings group by coin having sum(amount) <> 0
        """;

    private const string InsertRunSql = """
        insert into reconciliation_runs (
            run_id, started_at, finished_at, clean, head_seq, head_hash)
        values ($1, $2, $3, $4, $5, $6)
        """;

    private const string InsertFindingSql = """
        insert into reconciliation_findings (
            run_id, line, kind, subject, coin, difference, text)
        values ($1, $2, $3, $4, $5, $6, $7)
        """;

    public static async Task<IReadOnlyDictionary<Coin, BigInteger>> BalancesAsync(
        Database database,
        string account,
        CancellationToken ct
    )
    {
        var rows = await database.RunAsync(
            BalancesSql,
            sql => sql.With(account).AllAsync(row => row.CoinAmount(0), ct),
            ct
        );
        return rows.ToDictionary(amount => amount.Coin, amount => amount.Atomic);
    }

    public static Task<IReadOnlyList<OpenTransaction>> OpenTransactionsAsync(
        Database database,
        CancellationToken ct
    ) =>
        database.RunAsync(
            OpenTransactionsSql,
            sql =>
                sql.AllAsync(
                    row => new OpenTransaction(
                        PayoutId.Parse(row.Text(0)),
                        row.CoinAmount(1),
                        row.Text(3)
                    ),
                    ct
                ),
            ct
        );

    public static Task<IReadOnlyList<BookedTransfer>> BookedTransfersAsync(
        Database database,
        DateTimeOffset since,
        CancellationToken ct
    ) =>
        database.RunAsync(
            BookedTransfersSql,
            sql =>
                sql.With(since)
                    .AllAsync(
                        row => new BookedTransfer(
                            PayoutId.Parse(row.Text(0)),
                            row.CoinAmount(1),
                            row.Text(3),
                            row.Atomic(4)
                        ),
                        ct
                    ),
            ct
        );

    /// <summary>The payments of these ids, the recent ones, and all that are held.</summary>
    public static Task<IReadOnlyList<OurPayment>> PaymentsAsync(
        Database database,
        string[] providerIds,
        DateTimeOffset since,
        CancellationToken ct
    ) =>
        database.RunAsync(
            PaymentsSql,
            sql =>
                sql.With(providerIds)
                    .With(since)
                    .AllAsync(
                        row => new OurPayment(
                            row.Text(0),
                            row.Id<PaymentKind>(1),
                            row.Text(2),
                            row.CoinAmountOrNull(3)
                        ),
                        ct
                    ),
            ct
        );

    public static Task<IReadOnlyList<OurOrder>> OrdersAsync(
        Database database,
        DateTimeOffset since,
        CancellationToken ct
    ) =>
        database.RunAsync(
            OrdersSql,
            sql =>
                sql.With(since)
                    .AllAsync(
                        row => new OurOrder(
                            PayoutId.Parse(row.Text(0)),
                            row.Text(1),
                            row.Text(2),
                            row.CoinAmount(3),
                            row.CoinAmountOrNull(5),
                            row.TextOrNull(7),
                            row.TextOrNull(8),
                            row.Flag(9)
                        ),
                        ct
                    ),
            ct
        );

    /// <summary>How much more is at the exchange than is booked there, per coin.</summary>
    public static Task<IReadOnlyList<CoinAmount>> AtExchangeAsync(
        Database database,
        string account,
        CancellationToken ct
    ) =>
        database.RunAsync(
            AtExchangeSql,
            sql => sql.With(account).AllAsync(row => row.CoinAmount(0), ct),
            ct
        );

    public static Task<IReadOnlyList<CoinAmount>> UnbalancedAsync(
        Database database,
        CancellationToken ct
    ) => database.RunAsync(UnbalancedSql, sql => sql.AllAsync(row => row.CoinAmount(0), ct), ct);

    public static async Task InsertAsync(
        Unit unit,
        Guid run,
        DateTimeOffset startedAt,
        SealHead head,
        IReadOnlyList<Finding> findings,
        CancellationToken ct
    )
    {
        await unit.Sql(InsertRunSql)
            .With(run)
            .With(startedAt)
            .With(unit.Now)
            .With(findings.Count == 0)
            .With(head.Seq)
            .With(Convert.ToHexStringLower(head.Hash))
            .ExecuteAsync(ct);
        for (var line = 0; line < findings.Count; line++)
        {
            var finding = findings[line];
            await unit.Sql(InsertFindingSql)
                .With(run)
                .With(line + 1)
                .With(finding.Kind)
                .With(finding.Subject)
                .With(finding.Difference)
                .With(finding.Text)
                .ExecuteAsync(ct);
        }
    }
}
