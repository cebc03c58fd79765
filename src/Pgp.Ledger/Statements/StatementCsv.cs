using System.Globalization;
using System.Numerics;
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

    public static void Write(Statement statement, TextWriter to)
    {
        WriteRow(to, Head);
        var balances = new Dictionary<Coin, BigInteger>(statement.Opening);
        foreach (var coin in statement.Coins)
        {
            WriteBalance(to, statement.From, "opening", coin, balances.GetValueOrDefault(coin));
        }

        foreach (var movement in statement.Movements)
        {
            var coin = movement.Change.Coin;
            balances[coin] = balances.GetValueOrDefault(coin) + movement.Change.Atomic;
            WriteMovement(to, movement, new CoinAmount(coin, balances[coin]));
        }

        foreach (var (coin, amount) in statement.Closing)
        {
            WriteBalance(to, statement.Until, "closing", coin, amount);
        }
    }

    private static void WriteMovement(TextWriter to, Movement movement, CoinAmount balance) =>
        WriteRow(
            to,
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
            ]
        );

    private static void WriteBalance(
        TextWriter to,
        DateTimeOffset at,
        string kind,
        Coin coin,
        BigInteger amount
    )
    {
        var text = new CoinAmount(coin, amount).ToDecimalText();
        string[] cells = [Date(at), kind, "", coin.ToString(), "", text];
        WriteRow(to, [.. cells, .. Enumerable.Repeat("", Head.Length - cells.Length)]);
    }

    private static void WriteRow(TextWriter to, IEnumerable<string> cells)
    {
        to.Write(string.Join(',', cells.Select(Cell)));
        to.Write("\r\n");
    }

    // A spreadsheet takes a text that begins like a formula for one; numbers are no danger.
    private static string Cell(string text)
    {
        var isFormula = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal);
        var safe = isFormula && !IsNumber(text) ? "'" + text : text;
        return safe.IndexOfAny([',', '"', '\r', '\n']) < 0
            ? safe
            : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool IsNumber(string text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out _
        );

    private static string Date(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
