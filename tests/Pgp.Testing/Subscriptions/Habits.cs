namespace Pgp.Testing.Subscriptions;

/// <summary>
/// Makes up a year of one subscriber: trials, purchases of all tiers early, late and much later,
/// payments that confirm for hours, fail or are sent back. The same seed is the same year.
/// </summary>
public sealed class Habits
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // Nothing falls together with a look at the clock.
    private static readonly TimeSpan OffTheMinute = TimeSpan.FromSeconds(17);

    private static readonly int[] GraceDays = [0, 1, 3, 7];
    private static readonly int[] DaysOfTier = [30, 90, 7];

    private readonly List<Fact> facts = [];
    private readonly List<OnItsWay> payments = [];
    private readonly Random random;
    private readonly DateTimeOffset end;
    private int last;

    private Habits(int seed, DateTimeOffset end) => (random, this.end) = (new Random(seed), end);

    /// <param name="start">A whole day.</param>
    public static History Of(int seed, DateTimeOffset start, int days)
    {
        var habits = new Habits(seed, start.AddDays(days));
        var first = habits.Between(TimeSpan.Zero, days * 3 / 4 * Day);
        habits.Live(start + first + OffTheMinute);
        var year = habits.facts.Where(fact => fact.At < habits.end).OrderBy(fact => fact.At);
        var grace = GraceDays[seed % GraceDays.Length];
        return new History(TimeSpan.FromDays(grace), [.. year], habits.payments);
    }

    private void Live(DateTimeOffset at)
    {
        if (Happens(30))
        {
            var trial = random.Next(2, 15);
            facts.Add(new Fact.TookTrial(at, trial));
            at += Between(Day / 2, (trial + 2) * Day);
        }

        while (at < end && !Happens(20))
        {
            var now = at;
            at =
                Buy(now) + (Happens(15) ? Between(20 * Day, 90 * Day) : Between(-6 * Day, 9 * Day));
            at = at < now ? now : at;
        }
    }

    // Returns when the days that were bought end, as far as this person knows.
    private DateTimeOffset Buy(DateTimeOffset at)
    {
        var tier = random.Next(1, 4);
        var days = Happens(10) ? 1 : DaysOfTier[tier - 1];
        var payment = ++last;
        var isSlow = Happens(45);
        var settled = isSlow ? at + Between(TimeSpan.FromMinutes(1), 3 * Day) : at;
        if (isSlow)
        {
            payments.Add(new OnItsWay(payment, at, settled));
        }

        if (isSlow && Happens(25))
        {
            return settled;
        }

        facts.Add(new Fact.Bought(settled, payment, days, tier));
        if (Happens(12))
        {
            facts.Add(new Fact.SentBack(settled + Between(Day / 9, (days + 10) * Day), payment));
        }

        return settled + (days * Day);
    }

    private bool Happens(int percent) => random.Next(100) < percent;

    private TimeSpan Between(TimeSpan least, TimeSpan most) =>
        TimeSpan.FromMinutes(random.NextInt64((long)least.TotalMinutes, (long)most.TotalMinutes));
}
