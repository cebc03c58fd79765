using Pgp.Contracts.Money;

namespace Pgp.Host.Chaos;

/// <summary>
/// What the services are told in a chaos run: short waits, so that minutes hold what would take
/// hours, and small pools of connections, because every service is there twice.
/// </summary>
internal static class ChaosSettings
{
    /// <summary>From here on a pool of collected coins is changed.</summary>
    public static Amount<Usd> PoolThreshold { get; } = Amount<Usd>.Parse("5");

    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TASK_LEASE_MS"] = "4000",
            ["TASK_BACKOFF_MIN_MS"] = "200",
            ["TASK_BACKOFF_MAX_MS"] = "2000",
            ["SCHEDULE_LEASE_MS"] = "5000",
            ["PAYMENT_POLL_MS"] = "1000",
            ["PAYMENT_FIRST_LOOK_MS"] = "8000",
            ["CHAIN_WATCH_MS"] = "500",
            ["CHAIN_REPLACE_MS"] = "8000",
            ["HOSTPAY1_FOLLOW_MS"] = "500",
            ["MICRO_BATCH_THRESHOLD_USD"] = "5",
            ["CONVERSION_RETRY_MS"] = "3000",
            ["BATCH_RETRY_MS"] = "1000",
            ["DB_POOL_SIZE"] = "3",
            ["DB_MAX_OVERFLOW"] = "3",
        };
}
