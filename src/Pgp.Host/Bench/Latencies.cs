using System.Diagnostics;

namespace Pgp.Host.Bench;

/// <summary>How long many repetitions of one thing took, in milliseconds.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="P50">Half of them took no longer.</param>
/// <param name="P99">99 of 100 took no longer.</param>
internal sealed record Latencies(int Count, decimal P50, decimal P99)
{
    /// <summary>95 of 100 took no longer.</summary>
    public decimal P95 { get; private init; }

    /// <summary>Sums up; the list is sorted in place.</summary>
    public static Latencies Of(List<TimeSpan> samples)
    {
        samples.Sort();
        return new Latencies(samples.Count, At(samples, 50), At(samples, 99))
        {
            P95 = At(samples, 95),
        };
    }

    /// <summary>The middle one of several runs; of an even number the upper one.</summary>
    public static decimal Median(IEnumerable<decimal> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    public static decimal Milliseconds(TimeSpan time) =>
        decimal.Round((decimal)time.Ticks / TimeSpan.TicksPerMillisecond, 3);

    // The smallest sample that is not exceeded by so many percent of all.
    private static decimal At(List<TimeSpan> sorted, int percent) =>
        sorted.Count == 0 ? 0 : Milliseconds(sorted[((sorted.Count * percent) + 99) / 100 - 1]);
}

/// <summary>One timed run.</summary>
/// <param name="Count">Requests that were answered with success.</param>
/// <param name="PerSecond">Those, per second.</param>
/// <param name="Times">From sending to the whole answer.</param>
internal sealed record Run(int Count, decimal PerSecond, Latencies Times)
{
    public static Run Of(List<TimeSpan> samples, long began)
    {
        var took = Stopwatch.GetElapsedTime(began);
        var perSecond = (decimal)samples.Count * TimeSpan.TicksPerSecond / took.Ticks;
        return new Run(samples.Count, decimal.Round(perSecond), Latencies.Of(samples));
    }
}
