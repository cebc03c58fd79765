using System.Net;
using System.Net.Sockets;
using Pgp.Local;

namespace Pgp.IntegrationTests.Local;

public sealed class FreePortsTests
{
    [Fact]
    public void No_port_is_given_twice()
    {
        var ports = Enumerable.Range(0, 200).Select(_ => FreePorts.Next()).ToList();

        Assert.Equal(ports.Count, ports.Distinct().Count());
        Assert.All(ports, port => Assert.True(FreePorts.IsFree(port)));
    }

    [Fact]
    public async Task A_server_that_never_finds_its_port_free_is_not_tried_for_ever()
    {
        var tries = 0;

        var refused = await Assert.ThrowsAsync<LocalProblemException>(() =>
            FreePorts.ListenAsync<object>(
                0,
                () => 20_000 + ++tries,
                "the server",
                _ => Task.FromResult<object?>(null)
            )
        );

        Assert.Equal(5, tries);
        Assert.Equal("Port 20005 is in use", refused.Problem.What);
        Assert.Equal("the server wants to listen there", refused.Problem.Why);
    }

    [Fact]
    public void A_port_with_a_listener_is_not_free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        Assert.False(FreePorts.IsFree(((IPEndPoint)listener.LocalEndpoint).Port));
    }
}
