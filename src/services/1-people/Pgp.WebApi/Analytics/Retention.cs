using System.Numerics;
using Pgp.Contracts.Money;

namespace Pgp.WebApi.Analytics;

/// <summary>Who stayed in the last 30 days, counted by heads.</summary>
/// <param name="Paying">Who pays now.</param>
/// <param name="PayingBefore">Who paid 30 days ago.</param>
/// <param name="Churned">Who paid then and does not now.</param>
/// <param name="New">Who paid for the first time since.</param>
internal sealed record Retention(int Paying, int PayingBefore, int Churned, int New)
{
    public static readonly TimeSpan Span = TimeSpan.FromDays(30);

    public static Retention At(IReadOnlyCollection<PayingLife> lives, DateTimeOffset now)
    {
        var then = now - Span;
        var before = lives.Where(life => life.RateAt(then).Atomic > 0).ToList();
        return new Retention(
            lives.Count(life => life.RateAt(now).Atomic > 0),
            before.Count,
            before.Count(life => life.RateAt(now).Atomic.IsZero),
            lives.Count(life => life.BeganToPayAfter(then))
        );
    }

    /// <summary>
    /// Of a hundred who paid 30 days ago, how many do not now: hundredths, rounded down. Null where
    /// nobody paid.
    /// </summary>
    public decimal? MonthlyChurnPercent =>
        PayingBefore == 0 ? null : decimal.Floor(Churned * 10_000m / PayingBefore) / 100m;

    /// <summary>
    /// What a subscriber brings until he leaves: what one pays in a month, divided by the part that
    /// leaves in a month. Rounded down to a micro-dollar; null where nobody pays or nobody left.
    /// </summary>
    public Amount<Usd>? LifetimeValue(Amount<Usd> recurring) =>
        Paying == 0 || Churned == 0
            ? null
            : new Amount<Usd>(recurring.Atomic * PayingBefore / ((BigInteger)Paying * Churned));
}
