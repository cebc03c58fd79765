using System.Globalization;
using System.Numerics;
using Pgp.Common.Csv;
using Pgp.Contracts.Money;

namespace Pgp.Ledger.Statements;

/// <summary>
/// A statement as RFC 4180 CSV: a row for each opening balance, each movement with the balance
/// after it, and each closing balance.
/// </summary>
public static class StatementCsv
{
    private static readonly string[] Head =
    [
        "date",
        "kind",
        "reference",
        "coin",
        "amount",
        "balance",
        "gross",
        "fee",
        "gas_eth",
        "swap_cost_usdt",
        "paid_coin",
        "paid_amount",
        "transaction",
    ];

    public static void Write(Statement statement, TextWriter to) =>
        to.Write(CsvText.Of(Rows(statement)));

    /// <summary>Names of the columns first.</summary>
    public static IEnumerable<IReadOnlyList<string>> Rows(Statement statement)
    {
        yield return Head;
        var balances = new Dictionary<Coin, BigInteger>(statement.Opening);
        foreach (var coin in statement.Coins)
        {
            yield return Balance(statement.From, "opening", coin, balances.GetValueOrDefault(coin));
        }

        foreach (var movement in statement.Movements)
        {
            var coin = movement.Change.Coin;
            balances[coin] = balances.GetValueOrDefault(coin) + movement.Change.Atomic;
            yield return Line(movement, new CoinAmount(coin, balances[coin]));
        }

        foreach (var (coin, amount) in statement.Closing)
        {
            yield return Balance(statement.Until, "closing", coin, amount);
        }
    }

    private static string[] Line(Movement movement, CoinAmount balance) =>
        [
            Date(movement.BookedAt),
            movement.Kind,
            movement.Reference,
            movement.Change.Coin.ToString(),
            movement.Change.ToDecimalText(),
            balance.ToDecimalText(),
            movement.Gross?.ToDecimalText() ?? "",
            movement.Fee?.ToDecimalText() ?? "",
            movement.Gas?.ToDecimalText() ?? "",
            movement.SwapCost?.ToDecimalText() ?? "",
            movement.Paid?.Coin.ToString() ?? "",
            movement.Paid?.ToDecimalText() ?? "",
            movement.TransactionHash ?? "",
        ];

    private static string[] Balance(DateTimeOffset at, string kind, Coin coin, BigInteger amount)
    {
        var text = new CoinAmount(coin, amount).ToDecimalText();
        string[] cells = [Date(at), kind, "", coin.ToString(), "", text];
        return [.. cells, .. Enumerable.Repeat("", Head.Length - cells.Length)];
    }

    private static string Date(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
