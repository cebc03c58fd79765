using System.Globalization;
using System.Text;
using Pgp.Contracts.Money;
using Pgp.Testing;
using Pgp.WebApi.Analytics;

namespace Pgp.UnitTests.WebApi.Analytics;

/// <summary>Scripted lives of subscribers, and what they do to recurring revenue.</summary>
public sealed class MovementTests
{
    private static readonly DateTimeOffset Now = Script.Day("06-10").AddHours(12);

    private static readonly Script[] Lives =
    [
        new Script("new, and gone after a month").Buys("01-10", "9.99", 30),
        new Script("renews before the end, twice in one month")
            .Buys("01-10", "9.99", 30)
            .Buys("02-01", "9.99", 30)
            .Buys("02-03", "9.99", 30),
        new Script("a quarter for 24.99 counts a third each month").Buys("01-10", "24.99", 90),
        new Script("a week for 3.50 within one month is never seen").Buys("01-10", "3.5", 7),
        new Script("upgrade: counts at once, though its days follow")
            .Buys("01-10", "9.99", 30)
            .Buys("02-05", "19.99", 30, tier: 2),
        new Script("downgrade").Buys("01-10", "19.99", 30, tier: 2).Buys("02-05", "9.99", 30),
        new Script("lapses and returns in another month")
            .Buys("01-10", "9.99", 30)
            .Buys("04-05", "9.99", 30),
        new Script("lapses and returns within the month")
            .Buys("01-02", "3.5", 7)
            .Buys("01-20", "9.99", 30),
        new Script("tries, then pays: counts from the payment")
            .Tries("01-20", 14)
            .Buys("01-30", "9.99", 30),
        new Script("tries and leaves").Tries("01-20", 30),
        new Script("gets the money back within the month")
            .Buys("01-10", "9.99", 30)
            .GetsBack("01-12", payment: 0),
        new Script("gets the money back in the next month")
            .Buys("01-10", "9.99", 60)
            .GetsBack("02-12", payment: 0),
        new Script("gets the upgrade back, keeps the rest")
            .Buys("01-10", "9.99", 90)
            .Buys("02-10", "19.99", 30, tier: 2)
            .GetsBack("03-10", payment: 1),
        new Script("gets back what was over long ago")
            .Buys("01-10", "9.99", 30)
            .Buys("03-10", "9.99", 60)
            .GetsBack("03-20", payment: 0),
        new Script("pays late, within grace, over the end of a month")
            .Buys("01-02", "9.99", 30)
            .Buys("02-02", "9.99", 30),
        new Script("a third of a micro-dollar is nobody's").Buys("03-01", "0.000001", 90),
    ];

    private static readonly string[] Columns =
    [
        "month",
        "opening",
        "new",
        "expansion",
        "contraction",
        "churn",
        "reactivation",
        "closing",
    ];

    [Fact]
    public void Scripted_lives_move_revenue_as_approved()
    {
        var text = new StringBuilder();
        foreach (var script in Lives)
        {
            Print(text, script.Text, [script.Life]);
        }

        Print(text, "the second and the third, of two channels", [Lives[1].Life, Lives[2].Life]);
        Print(text, "all of them", [.. Lives.Select(script => script.Life)]);
        Approved.Check("Movements.approved.txt", text.ToString());
    }

    [Fact]
    public void Heads_are_counted_over_thirty_days()
    {
        var lives = Lives.Select(script => script.Life).ToList();
        var retention = Retention.At(lives, Script.Day("03-05"));
        Assert.Equal(new Retention(Paying: 5, PayingBefore: 12, Churned: 7, New: 0), retention);
        Assert.Equal(58.33m, retention.MonthlyChurnPercent);
        Assert.Equal(new Retention(12, 0, 0, 14), Retention.At(lives, Script.Day("01-31")));
    }

    [Fact]
    public void A_lifetime_is_what_one_pays_over_the_part_that_leaves()
    {
        var retention = new Retention(Paying: 4, PayingBefore: 10, Churned: 3, New: 0);
        // 40 / 4 = 10 a month; 3 of 10 leave: 33.33 dollars.
        var value = retention.LifetimeValue(Amount<Usd>.Parse("40"));
        Assert.Equal("33.333333", value?.ToDecimalText());
        Assert.Equal(30m, retention.MonthlyChurnPercent);
    }

    [Fact]
    public void Where_nobody_left_or_paid_nothing_is_said()
    {
        var some = Amount<Usd>.Parse("40");
        Assert.Null(new Retention(4, 10, 0, 0).LifetimeValue(some));
        Assert.Null(new Retention(0, 10, 10, 0).LifetimeValue(some));
        Assert.Null(new Retention(4, 0, 0, 4).MonthlyChurnPercent);
    }

    private static void Print(StringBuilder text, string title, IReadOnlyList<PayingLife> lives)
    {
        text.Append(title).Append('\n');
        Line(Columns);
        var days = new DaySpan(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));
        foreach (var from in days.MonthsBegun(Now))
        {
            var until = from.AddMonths(1) < Now ? from.AddMonths(1) : Now;
            var month = MovementView.Of(
                from.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                Movement.Between(lives, from, until)
            );
            Line(
                month.Month,
                month.Opening,
                month.New,
                month.Expansion,
                month.Contraction,
                month.Churn,
                month.Reactivation,
                month.Closing
            );
        }

        text.Append('\n');

        void Line(params ReadOnlySpan<string> cells)
        {
            text.Append("  ").Append(cells[0].PadRight(8));
            foreach (var cell in cells[1..])
            {
                text.Append(cell.PadLeft(14));
            }

            text.Append('\n');
        }
    }
}
