using System.Security.Cryptography;
using Pgp.Host.Stack;
using Pgp.Local;

namespace Pgp.Host.Bench.Broadcast;

/// <summary>A server and a fresh schema of the benchmark's own.</summary>
internal sealed class BroadcastStore : IAsyncDisposable
{
    private readonly TemporaryCluster cluster;

    private BroadcastStore(TemporaryCluster cluster, string connection)
    {
        this.cluster = cluster;
        Connection = connection;
    }

    /// <summary>As the owner of the schema.</summary>
    public string Connection { get; }

    public static async Task<BroadcastStore> OpenAsync(CancellationToken ct)
    {
        var started = await TemporaryCluster.StartAsync(
            LocalFolders.Find(),
            TimeProvider.System,
            ct
        );
        var password = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var server = started.Postgres.ConnectionString;
        return new BroadcastStore(
            started,
            await StackDatabase.OpenAsync(server, "pgp", password, ct)
        );
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
