using System.Numerics;
using Pgp.Common.Database;
using Pgp.Contracts.Money;

namespace Pgp.Ledger;

/// <summary>One account's standing in one coin.</summary>
public sealed record Balance(string Account, Coin Coin, BigInteger Atomic);

/// <summary>The only writer of the ledger tables.</summary>
public static class Books
{
    private const string InsertEntrySql = """
        insert into ledger_entries (
            entry_id, fact, kind, order_id, payment_id, payout_id, fee_policy, booked_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (fact) do nothing
        """;

    private const string InsertPostingSql = """
        insert into ledger_postings (entry_id, line, account, coin, amount)
        values ($1, $2, $3, $4, $5)
        """;

    private const string BalancesSql = """
        select account, coin, sum(amount)
          from ledger_postings
         group by account, coin
         order by account, coin
        """;

    /// <summary>Books a fact together with the state change it belongs to.</summary>
    /// <returns>
    /// <see langword="false"/> when this fact is in the books already; nothing is added.
    /// </returns>
    public static async Task<bool> BookAsync(Unit unit, Entry entry, CancellationToken ct)
    {
        var id = EntryId.New(unit.Clock);
        var isNew = await unit.Sql(InsertEntrySql)
            .With(id)
            .With(entry.Fact)
            .With(entry.Kind)
            .With(entry.Order)
            .With(entry.Payment)
            .With(entry.Payout?.Value)
            .With(entry.FeePolicy)
            .With(unit.Now)
            .HitsAsync(ct);
        if (!isNew)
        {
            return false;
        }

        for (var line = 0; line < entry.Postings.Count; line++)
        {
            var posting = entry.Postings[line];
            await unit.Sql(InsertPostingSql)
                .With(id)
                .With(line + 1)
                .With(posting.Account.Name)
                .With(posting.Amount)
                .ExecuteAsync(ct);
        }

        return true;
    }

    /// <summary>
    /// Every account's standing, by summing all postings: for reports, not for hot paths.
    /// </summary>
    public static Task<IReadOnlyList<Balance>> BalancesAsync(
        Database database,
        CancellationToken ct
    ) =>
        database.RunAsync(
            BalancesSql,
            sql =>
                sql.AllAsync(
                    row => new Balance(row.Text(0), Coin.Parse(row.Text(1)), row.Atomic(2)),
                    ct
                ),
            ct
        );
}
