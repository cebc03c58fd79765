using System.Globalization;

namespace Pgp.Adapters.Prices;

/// <summary>Seconds since 1970 as feeds write them.</summary>
internal static class UnixTime
{
    // The end of the year 9999, the last moment a DateTimeOffset can hold.
    private const long SecondsMax = 253_402_300_799;

    public static DateTimeOffset? Of(string? digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= SecondsMax
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
