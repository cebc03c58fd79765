using Pgp.Contracts.Money;
using Pgp.Host.Chaos.Verdict;

namespace Pgp.UnitTests.Chaos;

public sealed class LedgerCheckTests
{
    [Fact]
    public void Accounts_that_stand_where_their_rows_say_are_no_deviation() =>
        Assert.Empty(
            LedgerCheck.Compare(
                [new("swap:changenow", Coin.Eth, 5), new("platform:gas", Coin.Eth, 7)],
                [new("swap:changenow", Coin.Eth, 2), new("swap:changenow", Coin.Eth, 3)]
            )
        );

    [Fact]
    public void An_account_that_is_off_is_named_with_both_figures()
    {
        var found = Assert.Single(
            LedgerCheck.Compare(
                [new("payouts:in_flight", Coin.Usdt, -2_000_000)],
                [new("payouts:in_flight", Coin.Usdt, -1_500_000)]
            )
        );
        Assert.Equal(-500_000, found.Difference);
        Assert.Equal(
            "payouts:in_flight has -2 usdt@eth in the books and should have -1.5",
            found.ToString()
        );
    }

    [Fact]
    public void What_only_one_side_knows_stands_at_zero_on_the_other() =>
        Assert.Equal(
            [3, -4],
            LedgerCheck
                .Compare(
                    [new("swap:changenow", Coin.Eth, 3)],
                    [new("conversions:in_flight", Coin.Eth, 4)]
                )
                .Select(deviation => (int)deviation.Difference)
        );
}
