using Pgp.FlowTests.Support;
using Pgp.Testing;

namespace Pgp.FlowTests;

/// <summary>For stories whose money is all booked: the wallet matches to the last unit.</summary>
public sealed class CleanStack(ClusterFixture cluster) : FlowStack(cluster);

[CollectionDefinition(nameof(CleanCollection))]
public sealed class CleanCollection : ICollectionFixture<CleanStack>;

/// <summary>For strange payments and strange callers.</summary>
public sealed class StrangeStack(ClusterFixture cluster) : FlowStack(cluster);

[CollectionDefinition(nameof(StrangeCollection))]
public sealed class StrangeCollection : ICollectionFixture<StrangeStack>;

/// <summary>For handlers that die, answers that get lost and messages that come twice.</summary>
public sealed class FaultyStack(ClusterFixture cluster) : FlowStack(cluster)
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TASK_LEASE_MS"] = "1000",
            ["CHAIN_REPLACE_MS"] = "2000",
        };
}

[CollectionDefinition(nameof(FaultyCollection))]
public sealed class FaultyCollection : ICollectionFixture<FaultyStack>;

/// <summary>For the one test that kills a handler at every point there is.</summary>
public sealed class CrashStack(ClusterFixture cluster) : FlowStack(cluster)
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["TASK_LEASE_MS"] = "2000" };
}

[CollectionDefinition(nameof(CrashCollection))]
public sealed class CrashCollection : ICollectionFixture<CrashStack>;

/// <summary>For the one test whose first look at a price must fail.</summary>
public sealed class PricelessStack(ClusterFixture cluster) : FlowStack(cluster);

[CollectionDefinition(nameof(PricelessCollection))]
public sealed class PricelessCollection : ICollectionFixture<PricelessStack>;

/// <summary>For books that are made to differ from the world.</summary>
public sealed class BooksStack(ClusterFixture cluster) : FlowStack(cluster)
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // A payment that nobody told of stays that.
            ["PAYMENT_POLL_MS"] = "3600000",
            ["PAYMENT_FIRST_LOOK_MS"] = "3600000",
            // One credit is enough to change it.
            ["MICRO_BATCH_THRESHOLD_USD"] = "5",
            ["SCHEDULE_MICROBATCHPROCESSOR_CHECK_THRESHOLD"] = "* * * * * *",
        };
}

[CollectionDefinition(nameof(BooksCollection))]
public sealed class BooksCollection : ICollectionFixture<BooksStack>;

/// <summary>For a wallet whose key somebody else has, too.</summary>
public sealed class TheftStack(ClusterFixture cluster) : FlowStack(cluster);

[CollectionDefinition(nameof(TheftCollection))]
public sealed class TheftCollection : ICollectionFixture<TheftStack>;
