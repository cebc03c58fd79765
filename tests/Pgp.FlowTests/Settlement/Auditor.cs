using Pgp.FlowTests.Support;

namespace Pgp.FlowTests.Settlement;

/// <summary>What must hold whenever nothing is under way.</summary>
internal sealed class Auditor(FlowStack flow)
{
    private const string UnbalancedSql = """
        select coin from ledger_postings group by coin having sum(amount) <> 0
        """;

    // What the books owe an owner is what the owner's credits say: coins that wait to be changed,
    // and USDT that no payout has taken.
    private const string OwedSql = """
        with booked as (
            select account, coin, sum(amount) as amount
              from ledger_postings
             where account like 'owner:%'
             group by account, coin
        ),
        credited as (
            select 'owner:ch_' || replace(channel_id::text, '-', '') || ':payable' as account,
                   case when usdt_amount is null then coin else 'usdt@eth' end as coin,
                   -sum(coalesce(usdt_amount, net_amount)) as amount
              from credits
             where batch_id is null
               and (conversion_id is null or usdt_amount is not null)
             group by 1, 2
        )
        select account, coin, booked.amount as booked, credited.amount as credited
          from booked
          full join credited using (account, coin)
         where coalesce(booked.amount, 0) <> coalesce(credited.amount, 0)
        """;

    private const string UnderWaySql = """
        select account, coin, sum(amount)
          from ledger_postings
         where account !~ '^(wallet|platform|owner)'
         group by account, coin
        having sum(amount) <> 0
        """;

    private const string BalancesSql = """
        select channel_id
          from (select channel_id, sum(usdt_amount) as payable from credits
                 where usdt_amount is not null and batch_id is null
                 group by channel_id) as credit
          full join payable_balances as balance using (channel_id)
         where coalesce(credit.payable, 0) <> coalesce(balance.payable, 0)
        """;

    private const string ConversionsSql = """
        select conversion_id, state
          from conversions
          left join credits using (conversion_id)
         group by conversions.conversion_id
        having case when state = 'returned' then count(credits.credit_id) <> 0
                    else sum(credits.gross_amount) is distinct from conversions.amount end
            or (state = 'completed'
                and sum(credits.usdt_amount) is distinct from conversions.distributed)
        """;

    private const string BatchesSql = """
        select batch.batch_id, state
          from payout_batches as batch
          left join credits using (batch_id)
         group by batch.batch_id
        having case when state = 'released' then count(credits.credit_id) <> 0
                    else sum(credits.usdt_amount) is distinct from batch.amount
                      or count(credits.credit_id) <> batch.credits end
            or count(credits.paid_at) <> case when state = 'completed' then batch.credits else 0 end
        """;

    // Whatever a payout is for: one order that was paid at most, one nonce, one deposit.
    private const string TwiceSql = """
        select payout_id
          from chain_transactions
         group by payout_id
        having count(distinct nonce) > 1 or count(*) filter (where state = 'confirmed') > 1
        """;

    private const string DeadSql = "select name, reason from dead_letters";

    /// <summary>Each finds nothing when everything is in order.</summary>
    public static IReadOnlyList<string> Queries { get; } =
    [
        UnbalancedSql,
        OwedSql,
        UnderWaySql,
        BalancesSql,
        ConversionsSql,
        BatchesSql,
        TwiceSql,
        DeadSql,
    ];

    /// <summary>Books, credits and chain agree to the last unit; nothing happened twice.</summary>
    public async Task CheckAsync(CancellationToken ct)
    {
        foreach (var sql in Queries)
        {
            Assert.Empty(await flow.Facts.RowsAsync(sql));
        }

        Assert.All(await flow.DifferencesAsync(ct), line => Assert.Equal("0", line.Value));
    }
}
