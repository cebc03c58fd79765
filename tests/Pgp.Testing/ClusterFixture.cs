using Xunit;

namespace Pgp.Testing;

/// <summary>Gives a test assembly its <see cref="TestCluster"/>; register as assembly fixture.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    public TestCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Cluster = await TestCluster.StartAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
