using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using Pgp.Contracts.Money;
using Pgp.Sandbox.Page;

namespace Pgp.Sandbox.Chain;

/// <summary>A token of the sandbox's chain.</summary>
/// <param name="Contract">Where the real one lives on mainnet (spec 20, 11.1).</param>
/// <param name="ReturnsBool">False for the one whose transfer answers nothing (spec 70,
/// 5.5).</param>
internal sealed record TestToken(Coin Coin, string Contract, string Name, bool ReturnsBool);

/// <summary>The tokens and how to put them where the real ones live.</summary>
internal static class TestTokens
{
    public static IReadOnlyList<TestToken> All { get; } =
    [
        new(Coin.Usdt, "0xdAC17F958D2ee523a2206206994597C13D831ec7", "Tether USD", false),
        new(Coin.Usdc, "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48", "USD Coin", true),
        new(Coin.Dai, "0x6B175474E89094C44Da98b954EedeAC495271d0F", "Dai Stablecoin", true),
    ];

    public static TestToken? Of(Coin coin) => All.FirstOrDefault(token => token.Coin == coin);

    /// <summary>Places the tokens that are not there yet.</summary>
    public static async Task PlaceAsync(ChainRpc chain, string deployer, CancellationToken ct)
    {
        var sent = new List<(TestToken Token, string Hash)>();
        foreach (var token in All)
        {
            if (await CodeAsync(chain, token.Contract, ct) == "0x")
            {
                sent.Add((token, await DeployAsync(chain, token, deployer, ct)));
            }
        }

        if (sent.Count > 0)
        {
            await chain.CallAsync("evm_mine", [], ct); // The next block may be a while away.
        }

        foreach (var (token, hash) in sent)
        {
            var receipt = await ChainAccounts.ReceiptAsync(chain, hash, ct);
            var deployed = receipt["contractAddress"]!.GetValue<string>();

            // Only the code moves; what the token must know about itself is part of the code.
            var code = await CodeAsync(chain, deployed, ct);
            await chain.CallAsync("anvil_setCode", [token.Contract, code], ct);
        }
    }

    private static async Task<string> DeployAsync(
        ChainRpc chain,
        TestToken token,
        string deployer,
        CancellationToken ct
    )
    {
        var creation = new JsonObject
        {
            ["from"] = deployer,
            ["data"] = "0x" + EmbeddedFiles.Text("TestToken.hex").Trim() + Arguments(token),
        };
        var hash = await chain.CallAsync("eth_sendTransaction", [creation], ct);
        return hash!.GetValue<string>();
    }

    private static async Task<string> CodeAsync(
        ChainRpc chain,
        string address,
        CancellationToken ct
    ) => (await chain.CallAsync("eth_getCode", [address, "latest"], ct))!.GetValue<string>();

    private static string Arguments(TestToken token) =>
        Packed(token.Name)
        + Packed(token.Coin.Ticker.ToUpperInvariant())
        + EthereumAddress.Word(token.Coin.Decimals)
        + EthereumAddress.Word(token.ReturnsBool ? BigInteger.One : BigInteger.Zero);

    private static string Packed(string text) =>
        Convert.ToHexStringLower(Encoding.ASCII.GetBytes(text)).PadRight(64, '0');
}
