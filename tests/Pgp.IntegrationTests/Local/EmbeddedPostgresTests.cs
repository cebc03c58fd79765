using System.Net;
using System.Net.Sockets;
using Npgsql;
using Pgp.Local;

namespace Pgp.IntegrationTests.Local;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("pgp-test-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // The server may run as another user.
    public EmbeddedPostgresTests() => UnixFiles.LetOthersPass(home);

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task A_temporary_cluster_answers_and_leaves_nothing_behind()
    {
        string data;
        await using (
            var cluster = await TemporaryCluster.StartAsync(
                LocalFolders.Find(),
                TimeProvider.System,
                Ct
            )
        )
        {
            data = cluster.Postgres.DataDirectory;
            Assert.Equal("800", await AskAsync(cluster.Postgres, "show max_connections"));
            Assert.True(Directory.Exists(data));
        }

        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Data_survives_a_stop_and_a_start()
    {
        await using (var first = await StartAsync("secret"))
        {
            await AskAsync(first, "create table kept as select 7 as n; select 'made'");
        }

        await using var second = await StartAsync("secret");
        Assert.Equal("7", await AskAsync(second, "select n::text from kept"));
    }

    [Fact]
    public async Task A_cluster_of_other_secrets_is_refused_with_a_cure()
    {
        await using (await StartAsync("secret")) { }

        var refused = await Assert.ThrowsAsync<LocalProblemException>(() => StartAsync("other"));
        Assert.Contains("another password", refused.Problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        await using var running = await StartAsync("secret");
        var options = Options("secret") with
        {
            DataDirectory = Path.Combine(home, "second"),
            Port = running.Port,
        };

        var refused = await Assert.ThrowsAsync<LocalProblemException>(() =>
            EmbeddedPostgres.StartAsync(options, TimeProvider.System, Ct)
        );
        Assert.Equal($"Port {running.Port} is in use", refused.Problem.What);
    }

    [Fact]
    public async Task A_port_that_was_taken_meanwhile_leads_to_another_port()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var free = FreePorts.Next();
        var draws = new Queue<int>([((IPEndPoint)taken.LocalEndpoint).Port, free]);
        var options = Options("secret") with { DrawPort = draws.Dequeue };

        await using var server = await EmbeddedPostgres.StartAsync(
            options,
            TimeProvider.System,
            Ct
        );

        Assert.Equal(free, server.Port);
        Assert.Equal("up", await AskAsync(server, "select 'up'"));
    }

    [Fact]
    public async Task A_killed_server_recovers_what_was_committed()
    {
        await using (var first = await StartAsync("secret"))
        {
            await AskAsync(first, "create table kept as select 7 as n; select 'made'");
            using var server = System.Diagnostics.Process.GetProcessById(first.ProcessId);
            server.Kill();
            Assert.Equal(137, await first.Exited); // 128 + SIGKILL
        }

        await using var second = await StartAsync("secret");
        Assert.Equal("7", await AskAsync(second, "select n::text from kept"));
    }

    private static async Task<string> AskAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var source = new NpgsqlSlimDataSourceBuilder(postgres.ConnectionString).Build();
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync(Ct))!;
    }

    private Task<EmbeddedPostgres> StartAsync(string password) =>
        EmbeddedPostgres.StartAsync(Options(password), TimeProvider.System, Ct);

    private EmbeddedPostgresOptions Options(string password) =>
        new(
            Prerequisites.Postgres(LocalFolders.Find()).PathOrThrow(),
            Path.Combine(home, "data"),
            Path.Combine(home, "postgres.log"),
            password
        );
}
