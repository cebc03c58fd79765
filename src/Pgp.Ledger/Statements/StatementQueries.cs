using System.Numerics;
using Pgp.Common.Database;
using Pgp.Contracts.Money;

namespace Pgp.Ledger.Statements;

/// <summary>All SQL of statements; it only reads.</summary>
internal static class StatementQueries
{
    private const string OpeningSql = """
        select coin, -sum(amount)
          from ledger_postings
          join ledger_entries using (entry_id)
         where account = $1
           and booked_at < $2
         group by coin
        having sum(amount) <> 0
        """;

    private const string MovementsSql = """
        select entry.booked_at, entry.kind, entry.payment_id, entry.payout_id, mine.coin,
               -sum(mine.amount),
               (select sum(amount) from ledger_postings as other
                 where other.entry_id = entry.entry_id and other.coin = mine.coin
                   and other.account = 'wallet:host'),
               (select -sum(amount) from ledger_postings as other
                 where other.entry_id = entry.entry_id and other.coin = mine.coin
                   and other.account = 'platform:fees'),
               (select sum(gas_used * gas_price) from chain_transactions
                 where chain_transactions.payout_id = entry.payout_id),
               execution.paid_coin, execution.paid_amount,
               coalesce(execution.paid_hash, execution.transaction_hash),
               (select (sum(credits.net_usd) * 1000000 - sum(usdt_amount))::numeric(78, 0)
                  from credits
                  join conversions using (conversion_id)
                 where credits.channel_id = $4
                   and entry.kind = 'conversion_completed'
                   and entry.payout_id = 'micro:conv_' || replace(conversion_id::text, '-', ''))
          from ledger_postings as mine
          join ledger_entries as entry using (entry_id)
          left join payout_executions as execution
            on execution.payout_id = entry.payout_id and execution.state = 'completed'
         where mine.account = $1
           and entry.booked_at >= $2
           and entry.booked_at < $3
         group by entry.entry_id, mine.coin, execution.payout_id
         order by entry.booked_at, entry.entry_id, mine.coin
        """;

    private const string OnTheWaySql = """
        select coin, -sum(amount)
          from ledger_postings
          join ledger_entries as entry using (entry_id)
         where account = 'payouts:in_flight'
           and booked_at < $2
           and payout_id in (
               select created.payout_id
                 from ledger_postings
                 join ledger_entries as created using (entry_id)
                where account = $1
                  and created.kind = 'payout_created'
                  and created.booked_at < $2)
         group by coin
        having sum(amount) <> 0
        """;

    public static async Task<IReadOnlyDictionary<Coin, BigInteger>> OpeningAsync(
        Unit unit,
        Account account,
        DateTimeOffset before,
        CancellationToken ct
    ) =>
        Balances(
            await unit.Sql(OpeningSql)
                .With(account.Name)
                .With(before)
                .AllAsync(row => row.CoinAmount(0), ct)
        );

    public static async Task<IReadOnlyDictionary<Coin, BigInteger>> OnTheWayAsync(
        Unit unit,
        Account account,
        DateTimeOffset before,
        CancellationToken ct
    ) =>
        Balances(
            await unit.Sql(OnTheWaySql)
                .With(account.Name)
                .With(before)
                .AllAsync(row => row.CoinAmount(0), ct)
        );

    public static Task<IReadOnlyList<Movement>> MovementsAsync(
        Unit unit,
        ChannelId channel,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken ct
    ) =>
        unit.Sql(MovementsSql)
            .With(Account.OwnerPayable(channel).Name)
            .With(from)
            .With(until)
            .With(channel)
            .AllAsync(Read, ct);

    private static Movement Read(Row row)
    {
        var kind = row.Text(1);
        var change = row.CoinAmount(4);
        var isPayment = kind == "payment_settled";
        var isPayout = kind == "payout_created";
        var payment = row.IdOrNull<Contracts.Ids.PaymentKind>(2)?.ToString();
        return new Movement(
            row.Time(0),
            kind,
            row.TextOrNull(3) ?? payment ?? "",
            change,
            isPayment ? change with { Atomic = row.Atomic(6) } : null,
            isPayment ? change with { Atomic = row.AtomicOrNull(7) ?? 0 } : null,
            isPayout && row.AtomicOrNull(8) is { } gas ? new Amount<Eth>(gas) : null,
            change.Coin == Coin.Usdt && row.AtomicOrNull(12) is { } cost
                ? new Amount<Usdt>(cost)
                : null,
            isPayout ? row.CoinAmountOrNull(9) : null,
            isPayout ? row.TextOrNull(11) : null
        );
    }

    private static Dictionary<Coin, BigInteger> Balances(IEnumerable<CoinAmount> amounts) =>
        amounts.ToDictionary(amount => amount.Coin, amount => amount.Atomic);
}
