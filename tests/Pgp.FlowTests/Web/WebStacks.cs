using Pgp.FlowTests.Support;
using Pgp.Testing;

namespace Pgp.FlowTests.Web;

/// <summary>For owners on the web. All come from one address, so attempts are hardly limited.</summary>
public sealed class WebStack(ClusterFixture cluster) : FlowStack(cluster)
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["WEBAPI_ATTEMPT_SCALE"] = "1000",
            ["PUBLIC_PER_SECOND"] = "10000",
            ["SCHEDULE_SERVER_WALLETS"] = "* * * * * *",
            ["SCHEDULE_BROADCAST_POSTS_DUE"] = "* * * * * *",
        };
}

[CollectionDefinition(nameof(WebCollection))]
public sealed class WebCollection : ICollectionFixture<WebStack>;

/// <summary>For who tries too often.</summary>
public sealed class StrictWebStack(ClusterFixture cluster) : FlowStack(cluster);

[CollectionDefinition(nameof(StrictWebCollection))]
public sealed class StrictWebCollection : ICollectionFixture<StrictWebStack>;
