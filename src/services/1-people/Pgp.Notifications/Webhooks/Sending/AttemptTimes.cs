using System.Security.Cryptography;

namespace Pgp.Notifications.Webhooks.Sending;

/// <summary>
/// When a delivery is tried: 14 times, the last of them four and a half to five days after the
/// first. Who is back within four days misses nothing.
/// </summary>
internal static class AttemptTimes
{
    private const int JitterPercent = 10;

    // An endpoint may ask for more time, but not for a place at the end of the five days.
    private static readonly TimeSpan AskedMax = TimeSpan.FromHours(1);

    /// <summary>From each attempt to the next, without jitter.</summary>
    public static IReadOnlyList<TimeSpan> Waits { get; } =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(4),
        TimeSpan.FromHours(8),
        TimeSpan.FromHours(12),
        TimeSpan.FromHours(24),
        TimeSpan.FromHours(24),
        TimeSpan.FromHours(32),
    ];

    public static int Max => Waits.Count + 1;

    /// <param name="attempt">Counts from 1.</param>
    /// <param name="asked">What the endpoint asked for by Retry-After.</param>
    /// <returns>How long until the next attempt; null after the last one.</returns>
    public static TimeSpan? After(int attempt, TimeSpan? asked)
    {
        if (attempt >= Max)
        {
            return null;
        }

        var wait = Waits[attempt - 1];
        var jitter = wait / 100 * RandomNumberGenerator.GetInt32(JitterPercent + 1);
        var polite = asked ?? TimeSpan.Zero;
        polite = polite < AskedMax ? polite : AskedMax;
        return wait + jitter > polite ? wait + jitter : polite;
    }
}
