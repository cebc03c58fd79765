using System.Security.Cryptography;
using Pgp.Contracts.Tasks;

namespace Pgp.Common.Dispatch;

/// <summary>How long a task waits before its next attempt.</summary>
internal static class Backoff
{
    private const int JitterPercent = 20;

    /// <summary>
    /// Doubles from the queue's minimum to its maximum, plus up to a fifth of jitter.
    /// </summary>
    public static TimeSpan After(QueueDefinition queue, int attempt, TimeSpan? asked)
    {
        var doublings = Math.Clamp(attempt - 1, 0, 30);
        // Compared before it is doubled: a long minimum doubled thirty times is no number any more.
        var (min, max) = (queue.BackoffMin.Ticks, queue.BackoffMax.Ticks);
        var ticks = min >= max >> doublings ? max : min << doublings;
        var wait = TimeSpan.FromTicks(Math.Max(ticks, asked?.Ticks ?? 0));
        return wait + (wait / 100 * RandomNumberGenerator.GetInt32(JitterPercent + 1));
    }

    /// <summary>Whether the queue's limits leave no further attempt.</summary>
    public static bool IsExhausted(QueueDefinition queue, int attempts, TimeSpan sinceFirst) =>
        attempts >= queue.AttemptsMax || sinceFirst >= queue.AgeMax;
}
