using System.Numerics;
using Pgp.Common.Database;
using Pgp.Contracts.Money;

namespace Pgp.Host.Chaos.Verdict;

/// <summary>What an account should stand at, or does.</summary>
internal sealed record Standing(string Account, Coin Coin, BigInteger Atomic);

/// <summary>
/// Accounts whose balance follows from the rows that they stand for. Reckoned from payments,
/// payouts, credits and conversions alone, and so a check on everything that was booked.
/// </summary>
internal static class BookQueries
{
    private const string UnbalancedSql = """
        select coin, sum(amount) from ledger_postings group by coin having sum(amount) <> 0
        """;

    // All owners as one: which of them is owed how much is in the account's name.
    private const string BookedSql = """
        select case when account like 'owner:%:payable' then 'owner:*:payable' else account end,
               coin, sum(amount)
          from ledger_postings
         group by 1, 2
        """;

    // What is owed is negative. A payout's amount is in flight until its end; a deposit is at the
    // exchange until that; a share is the owner's while no payout has it.
    private const string ReckonedSql = """
        with payout as (
            select payouts.*, execution.state as executed
              from payouts
              left join payout_executions as execution using (payout_id)
        )
        select 'payouts:in_flight', source_coin, -sum(source_amount)
          from payout
         where set_aside_at is not null
           and state <> 'failed_review'
           and coalesce(executed, '') not in ('completed', 'refunded', 'failed_review')
         group by 2
        union all
        select 'conversions:in_flight', coin, -sum(amount)
          from conversions
         where state not in ('completed', 'returned')
         group by 2
        union all
        select 'swap:changenow', coin, sum(amount)
          from payout_executions
         where exchange_id is not null
           and state in ('deposited', 'held')
         group by 2
        union all
        select 'owner:*:payable', source_coin, -sum(source_amount)
          from payout
         where set_aside_at is null
           and state <> 'failed_review'
         group by 2
        union all
        select 'owner:*:payable', coin, -sum(net_amount)
          from credits
         where conversion_id is null
           and usdt_amount is null
         group by 2
        union all
        select 'owner:*:payable', $1, -sum(usdt_amount)
          from credits
         where usdt_amount is not null
           and batch_id is null
        having count(*) > 0
        union all
        select 'owner:*:payable', outcome_coin, -sum(net_amount)
          from payments
          join payout using (payment_id)
         where payout.state = 'failed_review'
            or payout.executed in ('refunded', 'failed_review')
         group by 2
        """;

    private const string PaidOutSql = """
        select execution.paid_coin, sum(execution.paid_amount)
          from payout_executions as execution
          join payouts using (payout_id)
         where execution.state = 'completed'
         group by execution.paid_coin
        """;

    /// <summary>Coins whose postings do not add up to zero; empty in every run.</summary>
    public static Task<IReadOnlyDictionary<Coin, BigInteger>> UnbalancedAsync(
        Database database,
        CancellationToken ct
    ) => PerCoinAsync(database, UnbalancedSql, ct);

    /// <summary>What owners were paid.</summary>
    public static Task<IReadOnlyDictionary<Coin, BigInteger>> PaidOutAsync(
        Database database,
        CancellationToken ct
    ) => PerCoinAsync(database, PaidOutSql, ct);

    public static Task<IReadOnlyList<Standing>> BookedAsync(
        Database database,
        CancellationToken ct
    ) => database.RunAsync(BookedSql, sql => sql.AllAsync(Read, ct), ct);

    public static Task<IReadOnlyList<Standing>> ReckonedAsync(
        Database database,
        CancellationToken ct
    ) => database.RunAsync(ReckonedSql, sql => sql.With(Coin.Usdt).AllAsync(Read, ct), ct);

    private static async Task<IReadOnlyDictionary<Coin, BigInteger>> PerCoinAsync(
        Database database,
        string sql,
        CancellationToken ct
    )
    {
        var rows = await database.RunAsync(
            sql,
            query => query.AllAsync(row => (Coin: Coin.Parse(row.Text(0)), Sum: row.Atomic(1)), ct),
            ct
        );
        return rows.ToDictionary(row => row.Coin, row => row.Sum);
    }

    private static Standing Read(Row row) =>
        new(row.Text(0), Coin.Parse(row.Text(1)), row.Atomic(2));
}
