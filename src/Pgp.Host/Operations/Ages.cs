using System.Globalization;

namespace Pgp.Host.Operations;

/// <summary>Durations as people say them, in their two largest units.</summary>
internal static class Ages
{
    public static string Of(TimeSpan age)
    {
        var text = age switch
        {
            { TotalDays: >= 1 } => $"{age.Days} d {age.Hours} h",
            { TotalHours: >= 1 } => $"{age.Hours} h {age.Minutes} min",
            { TotalMinutes: >= 1 } => $"{age.Minutes} min",
            _ => $"{age.Seconds} s",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
