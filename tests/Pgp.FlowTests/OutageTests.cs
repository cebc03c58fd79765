using System.Net;
using Npgsql;
using Pgp.FlowTests.Bot;
using Pgp.FlowTests.Support;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests;

/// <summary>For a database that goes away.</summary>
public sealed class OutageStack(ClusterFixture cluster) : FlowStack(cluster)
{
    public Task StopDatabaseAsync(CancellationToken ct) =>
        RunAsync(
            ct,
            $"alter database {Name} with allow_connections false",
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{Name}'"
        );

    public Task StartDatabaseAsync(CancellationToken ct) =>
        RunAsync(ct, $"alter database {Name} with allow_connections true");

    private string Name => new NpgsqlConnectionStringBuilder(Stack.Database).Database!;

    private async Task RunAsync(CancellationToken ct, params string[] statements)
    {
        var elsewhere = new NpgsqlConnectionStringBuilder(Stack.Database)
        {
            Database = "postgres",
            Pooling = false,
        };
        await using var source = NpgsqlDataSource.Create(elsewhere);
        foreach (var statement in statements)
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}

[CollectionDefinition(nameof(OutageCollection))]
public sealed class OutageCollection : ICollectionFixture<OutageStack>;

[Collection(nameof(OutageCollection))]
public sealed class OutageTests(OutageStack flow)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S33_without_a_database_the_bot_says_so_and_does_it_when_it_is_back()
    {
        var channel = await new Market(flow).OpenDirectChannelAsync(Ct);
        var buyer = await Phone.TakeAsync(flow, Ct);
        await flow.StopDatabaseAsync(Ct);
        try
        {
            await buyer.StartAsync(channel.Subscription(1), Ct);
            await buyer.HearAsync("temporarily unavailable", Ct);
            Assert.Equal(HttpStatusCode.OK, await AskAsync("health"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync("ready"));
            Assert.DoesNotContain(
                await buyer.TextsAsync(Ct),
                text => text.Contains("not found", StringComparison.OrdinalIgnoreCase)
            );
        }
        finally
        {
            await flow.StartDatabaseAsync(CancellationToken.None);
        }

        await flow.Sandbox.WaitForMessageAsync(
            buyer.Person,
            message => SandboxClient.LinkOf(message) is not null,
            Ct
        );
        await Eventually.GetAsync(
            () => AskAsync("ready"),
            status => status == HttpStatusCode.OK,
            Ct
        );
        Assert.Equal(
            ["1"],
            await flow.Facts.RowsAsync(
                "select count(*) from orders where user_id = $1",
                buyer.Person
            )
        );
    }

    private async Task<HttpStatusCode> AskAsync(string path)
    {
        using var answer = await flow.Http.GetAsync(new Uri(flow.Stack.App, path), Ct);
        return answer.StatusCode;
    }
}
