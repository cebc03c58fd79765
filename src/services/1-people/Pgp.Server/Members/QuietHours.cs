using System.Globalization;

namespace Pgp.Server.Members;

/// <summary>Hours in which nobody is disturbed by what can wait.</summary>
/// <param name="Begin">Time of day, UTC.</param>
/// <param name="End">Time of day, UTC; earlier than the begin if midnight lies between.</param>
internal sealed record QuietHours(TimeOnly Begin, TimeOnly End)
{
    /// <summary>Reads <c>21:00-07:00</c>; equal times mean: never.</summary>
    public static QuietHours? TryParse(string text) =>
        text.Split('-') is [var begin, var end]
        && TryTime(begin, out var from)
        && TryTime(end, out var until)
            ? new QuietHours(from, until)
            : null;

    /// <summary>This moment, or the end of the quiet hours that it lies in.</summary>
    public DateTimeOffset NextLoud(DateTimeOffset now)
    {
        var utc = now.ToUniversalTime();
        var time = TimeOnly.FromTimeSpan(utc.TimeOfDay);
        if (Begin == End || !time.IsBetween(Begin, End))
        {
            return now;
        }

        var today = utc - utc.TimeOfDay + End.ToTimeSpan();
        return today > utc ? today : today.AddDays(1);
    }

    private static bool TryTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(
            text.Trim(),
            "HH:mm",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out time
        );
}
