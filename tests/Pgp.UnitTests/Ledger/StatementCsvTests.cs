using System.Numerics;
using Pgp.Contracts.Money;
using Pgp.Ledger.Statements;

namespace Pgp.UnitTests.Ledger;

public sealed class StatementCsvTests
{
    private static readonly DateTimeOffset November = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_statement_runs_from_balance_to_balance() =>
        Assert.Equal(
            "date,kind,reference,coin,amount,balance,gross,fee,gas_eth,swap_cost_usdt,paid_coin,"
                + "paid_amount,transaction\r\n"
                + "2026-11-01T00:00:00Z,opening,,usdt@eth,,1.5,,,,,,,\r\n"
                + "2026-11-02T00:00:00Z,payment_settled,pay_1,usdt@eth,9.7,11.2,10,0.3,,,,,\r\n"
                + "2026-12-01T00:00:00Z,closing,,usdt@eth,,11.2,,,,,,,\r\n",
            Written("pay_1")
        );

    [Theory]
    [InlineData("=cmd()", ",'=cmd(),")]
    [InlineData("@x", ",'@x,")]
    [InlineData("a,b", ",\"a,b\",")]
    [InlineData("a\"b", ",\"a\"\"b\",")]
    public void A_cell_cannot_become_a_formula_or_two_cells(string reference, string cell) =>
        Assert.Contains(cell, Written(reference), StringComparison.Ordinal);

    private static string Written(string reference)
    {
        var payment = new Movement(
            November.AddDays(1),
            "payment_settled",
            reference,
            new CoinAmount(Coin.Usdt, 9_700_000),
            new CoinAmount(Coin.Usdt, 10_000_000),
            new CoinAmount(Coin.Usdt, 300_000),
            Gas: null,
            SwapCost: null,
            Paid: null,
            TransactionHash: null
        );
        var statement = new Statement(
            ChannelId.Parse("ch_0199c5b8f0007abc8def0123456789ac"),
            November,
            November.AddMonths(1),
            new Dictionary<Coin, BigInteger> { [Coin.Usdt] = 1_500_000 },
            [payment],
            new Dictionary<Coin, BigInteger>()
        );
        using var text = new StringWriter();
        StatementCsv.Write(statement, text);
        return text.ToString();
    }
}
