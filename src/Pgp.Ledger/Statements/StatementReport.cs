using System.Globalization;
using System.Numerics;
using Pgp.Contracts.Money;

namespace Pgp.Ledger.Statements;

/// <summary>An owner's month as JSON; amounts in whole coins.</summary>
public sealed record StatementReport(
    string ChannelId,
    string Month,
    IReadOnlyDictionary<string, string> Opening,
    IReadOnlyList<StatementLine> Movements,
    IReadOnlyDictionary<string, string> Closing,
    IReadOnlyDictionary<string, string> OnTheWay
)
{
    public static StatementReport Of(Statement statement) =>
        new(
            statement.ChannelId.ToString(),
            statement.From.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            InCoins(statement.Opening),
            [.. statement.Movements.Select(StatementLine.Of)],
            InCoins(statement.Closing),
            InCoins(statement.OnTheWay)
        );

    private static SortedDictionary<string, string> InCoins(
        IReadOnlyDictionary<Coin, BigInteger> amounts
    ) =>
        new(
            amounts.ToDictionary(
                amount => amount.Key.ToString(),
                amount => new CoinAmount(amount.Key, amount.Value).ToDecimalText()
            ),
            StringComparer.Ordinal
        );
}

/// <summary>One movement; see <see cref="Movement"/>.</summary>
public sealed record StatementLine(
    DateTimeOffset At,
    string Kind,
    string Reference,
    string Coin,
    string Amount,
    string? Gross,
    string? Fee,
    string? GasEth,
    string? SwapCostUsdt,
    string? PaidCoin,
    string? PaidAmount,
    string? TxHash
)
{
    internal static StatementLine Of(Movement movement) =>
        new(
            movement.BookedAt,
            movement.Kind,
            movement.Reference,
            movement.Change.Coin.ToString(),
            movement.Change.ToDecimalText(),
            movement.Gross?.ToDecimalText(),
            movement.Fee?.ToDecimalText(),
            movement.Gas?.ToDecimalText(),
            movement.SwapCost?.ToDecimalText(),
            movement.Paid?.Coin.ToString(),
            movement.Paid?.ToDecimalText(),
            movement.TransactionHash
        );
}
