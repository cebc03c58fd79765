using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Pgp.Host.Stack;
using Pgp.Local;
using Pgp.Testing;

namespace Pgp.FlowTests;

/// <summary>Two stacks on one machine may want the same port at the same moment.</summary>
public sealed class StackPortTests(ClusterFixture cluster)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Services_whose_port_was_taken_meanwhile_listen_on_another()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        // The chain's, one that is not free any more for the services, and one that is.
        int[] ports = [FreePorts.Next(), ((IPEndPoint)taken.LocalEndpoint).Port, FreePorts.Next()];
        var draws = new Queue<int>(ports);

        await using var stack = await LocalStack.StartAsync(
            new LocalStackOptions(LocalFolders.Find(), Temporary: true)
            {
                Database = await cluster.Cluster.CreateDatabaseAsync(Ct),
                BlockTime = null,
                DrawPort = draws.Dequeue,
                Logging = logging => logging.SetMinimumLevel(LogLevel.None),
            },
            Ct
        );

        Assert.Equal(ports[2], stack.App.Port);
        Assert.Equal($"http://127.0.0.1:{ports[2]}", stack.Settings["PGP_NP_IPN_URL"]);
        using var http = new HttpClient { BaseAddress = stack.App };
        using var answer = await http.GetAsync(new Uri("ready", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
