using System.Globalization;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Analytics;

/// <summary>Whole days, UTC, that somebody wants to see.</summary>
internal sealed record DaySpan(DateOnly First, DateOnly Last)
{
    public const int DaysMax = 366;

    private const int DaysStandard = 30;

    /// <summary>The last thirty days, today among them.</summary>
    public static DaySpan Standard(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return new DaySpan(today.AddDays(1 - DaysStandard), today);
    }

    /// <summary>Only one end given: thirty days that begin or end there.</summary>
    public static DaySpan Read(Asked asked, string? from, string? to, DateTimeOffset now)
    {
        var standard = Standard(now);
        var (first, last) = (asked.Day("from", from), asked.Day("to", to));
        var span = (first, last) switch
        {
            (null, null) => standard,
            ({ } start, null) => new DaySpan(start, start.AddDays(DaysStandard - 1)),
            (null, { } end) => new DaySpan(end.AddDays(1 - DaysStandard), end),
            ({ } start, { } end) => new DaySpan(start, end),
        };
        if (span.Count < 1)
        {
            asked.Refuse("to", "before_from", "It has to come after 'from'.");
        }
        else if (span.Count > DaysMax)
        {
            asked.Refuse("to", "too_long", $"At most {DaysMax} days.");
        }

        return span;
    }

    public int Count => Last.DayNumber - First.DayNumber + 1;

    public Period Period => new(StartOf(First), StartOf(Last.AddDays(1)));

    public IEnumerable<string> Days =>
        Enumerable
            .Range(0, Count)
            .Select(day => First.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>The first moment of each month that it touches and that has begun.</summary>
    public IEnumerable<DateTimeOffset> MonthsBegun(DateTimeOffset now)
    {
        var month = new DateOnly(First.Year, First.Month, 1);
        while (month <= Last && StartOf(month) <= now)
        {
            yield return StartOf(month);
            month = month.AddMonths(1);
        }
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day, default, TimeSpan.Zero);
}
