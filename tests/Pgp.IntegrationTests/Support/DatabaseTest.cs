using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Support;

/// <summary>Every test gets a database of its own.</summary>
public abstract class DatabaseTest(ClusterFixture fixture) : IAsyncLifetime
{
    internal TestDatabase Db { get; private set; } = null!;

    /// <summary>A winter noon; it moves only when told to.</summary>
    protected FakeTimeProvider Clock { get; } =
        new(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() =>
        Db = await TestDatabase.CreateAsync(fixture.Cluster, Ct);

    public virtual async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The database refuses with this SQLSTATE.</summary>
    protected static async Task MustRefuseAsync(string sqlState, Func<Task> act)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(act);
        Assert.Equal(sqlState, refused.SqlState);
    }
}
