using CsCheck;
using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;

namespace Pgp.UnitTests.Policies;

public sealed class LimitVerdictTests
{
    private static readonly Limit[] Limits =
    [
        LimitOf("once", LimitSpan.Transaction, "1000", LimitAction.Block),
        LimitOf("day", LimitSpan.Day, "5000", LimitAction.Block),
        LimitOf("month", LimitSpan.ThirtyDays, "25000", LimitAction.Block),
        LimitOf("large", LimitSpan.Transaction, "500", LimitAction.Alert),
    ];

    [Theory]
    [InlineData("1000", "0", "0", null)]
    [InlineData("1000.000001", "0", "0", "once")]
    [InlineData("500", "4500", "4500", null)]
    [InlineData("500.000001", "4500", "4500", "day")]
    [InlineData("0.01", "5000", "5000", "day")]
    [InlineData("1000", "0", "24000", null)]
    [InlineData("1000", "0", "24000.000001", "month")]
    // Of several, the one that lasts longest.
    [InlineData("1000", "4500", "24500", "month")]
    [InlineData("2000", "4500", "24500", "once")]
    public void Exactly_the_limit_passes_and_a_micro_dollar_more_does_not(
        string amount,
        string day,
        string thirtyDays,
        string? blocking
    )
    {
        var before = new Movement(Usd(day), Usd(thirtyDays));

        Assert.Equal(blocking, LimitVerdict.Of(Limits, Usd(amount), before).Blocking?.Type);
    }

    [Theory]
    [InlineData("500", 0)]
    [InlineData("500.000001", 1)]
    [InlineData("5000", 1)]
    public void An_alert_is_given_above_its_amount_and_blocks_nothing(string amount, int alerts)
    {
        var verdict = LimitVerdict.Of([Limits[3]], Usd(amount), Movement.None);

        Assert.Null(verdict.Blocking);
        Assert.Equal(alerts, verdict.Alerts.Count);
    }

    [Fact]
    public void What_passed_is_never_more_than_any_limit() =>
        Gen.Long[0, 2_000_000_000]
            .Array[0, 60]
            .Sample(wanted =>
            {
                var passed = Amount<Usd>.Zero;
                foreach (var amount in wanted.Select(atomic => new Amount<Usd>(atomic)))
                {
                    var before = new Movement(passed, passed);
                    if (LimitVerdict.Of(Limits, amount, before).Blocking is null)
                    {
                        Assert.True(amount <= Usd("1000"));
                        passed += amount;
                    }
                }

                Assert.True(passed <= Usd("5000"));
            });

    [Fact]
    public void The_most_at_once_is_the_least_of_what_blocks()
    {
        Assert.Equal(Usd("1000"), LimitVerdict.MostAtOnce(Limits));
        Assert.Equal(Usd("5000"), LimitVerdict.MostAtOnce(Limits[1..]));
        Assert.Null(LimitVerdict.MostAtOnce([Limits[3]]));
    }

    private static Limit LimitOf(string type, LimitSpan span, string amount, LimitAction action) =>
        new(type, LimitScope.Invoice, span, Usd(amount), action);

    private static Amount<Usd> Usd(string text) => Amount<Usd>.Parse(text);
}
