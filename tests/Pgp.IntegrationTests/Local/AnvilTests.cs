using System.Net.Http.Headers;
using System.Text.Json;
using Pgp.Local;

namespace Pgp.IntegrationTests.Local;

public sealed class AnvilTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("pgp-test-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task The_chain_keeps_its_blocks_over_a_restart()
    {
        await using (var first = await StartAsync())
        {
            Assert.Equal("0x7a69", await AskAsync(first, "eth_chainId"));
            Assert.Equal("0x0", await AskAsync(first, "eth_blockNumber"));
            await AskAsync(first, "evm_mine");
        }

        await using var second = await StartAsync();
        Assert.Equal("0x1", await AskAsync(second, "eth_blockNumber"));
    }

    [Fact]
    public async Task A_port_that_another_chain_took_meanwhile_leads_to_another_port()
    {
        await using var other = await StartAsync();
        var draws = new Queue<int>([other.Url.Port, FreePorts.Next()]);

        await using var chain = await StartAsync(options =>
            options with
            {
                StateFile = null,
                DrawPort = draws.Dequeue,
            }
        );

        Assert.Empty(draws);
        await AskAsync(chain, "evm_mine");
        Assert.Equal("0x1", await AskAsync(chain, "eth_blockNumber"));
        Assert.Equal("0x0", await AskAsync(other, "eth_blockNumber"));
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        await using var other = await StartAsync();

        var refused = await Assert.ThrowsAsync<LocalProblemException>(() =>
            StartAsync(options => options with { StateFile = null, Port = other.Url.Port })
        );
        Assert.Equal($"Port {other.Url.Port} is in use", refused.Problem.What);
    }

    private static async Task<string?> AskAsync(Anvil chain, string method)
    {
        using var http = new HttpClient { BaseAddress = chain.Url };
        using var content = new StringContent(
            $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":[]}""",
            new MediaTypeHeaderValue("application/json")
        );
        using var answer = await http.PostAsync((Uri?)null, content, Ct);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(Ct));
        return json.RootElement.GetProperty("result").GetString();
    }

    private Task<Anvil> StartAsync() => StartAsync(options => options);

    private Task<Anvil> StartAsync(Func<AnvilOptions, AnvilOptions> change) =>
        Anvil.StartAsync(
            change(
                new AnvilOptions(
                    Prerequisites.Anvil(LocalFolders.Find()).PathOrThrow(),
                    Path.Combine(home, "chain.log")
                )
                {
                    StateFile = Path.Combine(home, "state.json"),
                }
            ),
            TimeProvider.System,
            Ct
        );
}
