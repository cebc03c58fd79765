using Pgp.FlowTests.Support;
using Pgp.Testing;

namespace Pgp.FlowTests.Settlement;

/// <summary>
/// A stack whose schedules never come due by themselves: runs begin when the test says so. Whatever
/// came to nothing may start anew at once.
/// </summary>
public abstract class ScheduledStack(ClusterFixture cluster) : FlowStack(cluster)
{
    private const string Never = "0 0 30 2 *";

    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SCHEDULE_MICROBATCHPROCESSOR_CHECK_THRESHOLD"] = Never,
            ["SCHEDULE_BATCHPROCESSOR_PROCESS"] = Never,
            ["CONVERSION_RETRY_MS"] = "1",
            ["BATCH_RETRY_MS"] = "1",
            ["LARGE_CREDIT_USD"] = "70",
            ["TASK_LEASE_MS"] = "1000",
        };
}

/// <summary>For everything that can become of a conversion and of a batch.</summary>
public sealed class ThresholdStack(ClusterFixture cluster) : ScheduledStack(cluster);

[CollectionDefinition(nameof(ThresholdCollection))]
public sealed class ThresholdCollection : ICollectionFixture<ThresholdStack>;

/// <summary>For the windows in which an effect could happen twice.</summary>
public sealed class WindowStack(ClusterFixture cluster) : ScheduledStack(cluster);

[CollectionDefinition(nameof(WindowCollection))]
public sealed class WindowCollection : ICollectionFixture<WindowStack>;

/// <summary>For the one test in which every task comes twenty times.</summary>
public sealed class RepetitionStack(ClusterFixture cluster) : ScheduledStack(cluster);

[CollectionDefinition(nameof(RepetitionCollection))]
public sealed class RepetitionCollection : ICollectionFixture<RepetitionStack>;

/// <summary>For the one test in which every handler dies at every point.</summary>
public sealed class ThresholdCrashStack(ClusterFixture cluster) : ScheduledStack(cluster);

[CollectionDefinition(nameof(ThresholdCrashCollection))]
public sealed class ThresholdCrashCollection : ICollectionFixture<ThresholdCrashStack>;
