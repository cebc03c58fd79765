using Pgp.Contracts.Money;

namespace Pgp.WebApi.Analytics;

/// <summary>
/// What one subscriber pays in a month of 30 days, at every moment; see <c>docs/analytics.md</c>.
/// Pure: it follows from the log alone, and a later entry never changes an earlier moment.
/// </summary>
internal sealed class PayingLife
{
    private const int DaysOfMonth = 30;

    private readonly List<Stretch> stretches = [];

    private bool hasPaidBefore;

    private PayingLife() { }

    /// <param name="log">One subscription's, oldest first; it begins with a run.</param>
    public static PayingLife Of(IEnumerable<LifeLine> log)
    {
        var life = new PayingLife();
        var start = DateTimeOffset.MinValue;
        var run = new List<LifeLine>();
        foreach (var line in log)
        {
            life.hasPaidBefore |= line.HasPaidBefore;
            if (line.Opens)
            {
                start = line.From ?? throw new InvalidOperationException("a run without a start");
                run.Clear();
            }

            if (line.Days is null)
            {
                // Days of a run before this one are over; taking them back changes nothing.
                run.RemoveAll(given => given.Payment == line.Payment);
            }
            else
            {
                run.Add(line);
            }

            var end = start + TimeSpan.FromDays(run.Sum(given => given.Days!.Value));
            life.stretches.Add(new Stretch(line.At, end, RateOf(run)));
        }

        return life;
    }

    /// <summary>Zero where no paid days cover the moment.</summary>
    public Amount<Usd> RateAt(DateTimeOffset moment)
    {
        var known = stretches.FindLast(stretch => stretch.Since <= moment);
        return known is not null && moment < known.End ? known.Rate : Amount<Usd>.Zero;
    }

    /// <summary>Whether anything was ever paid for before the moment, or at it.</summary>
    public bool HasPaidBy(DateTimeOffset moment) =>
        hasPaidBefore
        || stretches.Exists(stretch => stretch.Since <= moment && stretch.Rate.Atomic > 0);

    /// <summary>Whether the first payment of all came after the moment.</summary>
    public bool BeganToPayAfter(DateTimeOffset moment) =>
        !HasPaidBy(moment) && stretches.Exists(stretch => stretch.Rate.Atomic > 0);

    // What was bought last counts at once, as its tier does.
    private static Amount<Usd> RateOf(List<LifeLine> run) =>
        run.FindLast(given => given.Price is not null) is { Price: { } price, Days: { } days }
            ? new Amount<Usd>(price.Atomic * DaysOfMonth / days)
            : Amount<Usd>.Zero;

    /// <summary>What the log said from one entry to the next.</summary>
    private sealed record Stretch(DateTimeOffset Since, DateTimeOffset End, Amount<Usd> Rate);
}
