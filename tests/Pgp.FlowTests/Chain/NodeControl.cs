using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using Pgp.Adapters.Ethereum;
using Pgp.Contracts.Money;

namespace Pgp.FlowTests.Chain;

/// <summary>
/// Pulls the strings of the chain itself, past every proxy (spec 70, 5.6), and reads from it
/// without the product's own client.
/// </summary>
internal sealed class NodeControl(Uri chain) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = chain };

    public void Dispose() => http.Dispose();

    public async Task<JsonNode?> CallAsync(
        string method,
        JsonNode?[] arguments,
        CancellationToken ct
    )
    {
        var question = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 1,
            ["method"] = method,
            ["params"] = new JsonArray(arguments),
        };
        using var content = new StringContent(
            question.ToJsonString(),
            Encoding.UTF8,
            "application/json"
        );
        using var response = await http.PostAsync((Uri?)null, content, ct);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(ct))!;
        return answer["error"] is { } error
            ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}")
            : answer["result"]?.DeepClone();
    }

    public Task MineAsync(int blocks, CancellationToken ct) =>
        CallAsync("anvil_mine", [Hex(blocks)], ct);

    /// <summary>Mines one empty-handed block that burns exactly so much per gas.</summary>
    public async Task SetBaseFeeAsync(BigInteger wei, CancellationToken ct)
    {
        await CallAsync("anvil_setNextBlockBaseFeePerGas", [Hex(wei)], ct);
        await MineAsync(1, ct);
    }

    public Task SetEtherAsync(string holder, BigInteger wei, CancellationToken ct) =>
        CallAsync("anvil_setBalance", [holder, Hex(wei)], ct);

    public Task DropAsync(string hash, CancellationToken ct) =>
        CallAsync("anvil_dropTransaction", [hash], ct);

    /// <summary>Replaces the newest blocks by empty ones; what was in them is forgotten.</summary>
    public Task ReorganiseAsync(int blocks, CancellationToken ct) =>
        CallAsync("anvil_reorg", [blocks, new JsonArray()], ct);

    /// <summary>Sends from an account that the chain itself can sign for.</summary>
    public async Task<string> SendAsync(JsonObject transaction, CancellationToken ct) =>
        (await CallAsync("eth_sendTransaction", [transaction], ct))!.GetValue<string>();

    /// <summary>An account with much ether that no part of the stack uses.</summary>
    public async Task<string> SparePersonAsync(CancellationToken ct) =>
        (await CallAsync("eth_accounts", [], ct))![0]!.GetValue<string>();

    public async Task<BigInteger> HoldingAsync(Coin coin, string holder, CancellationToken ct)
    {
        if (ChainAssets.Mainnet[coin].Contract is not { } contract)
        {
            return Number(await CallAsync("eth_getBalance", [holder, "latest"], ct));
        }

        var call = new JsonObject
        {
            ["to"] = contract.ToLowerHex(),
            ["data"] = "0x70a08231" + Word(holder),
        };
        return Number(await CallAsync("eth_call", [call, "latest"], ct));
    }

    /// <summary>How many transactions of the account are in the chain.</summary>
    public async Task<long> SentAsync(string account, CancellationToken ct) =>
        (long)Number(await CallAsync("eth_getTransactionCount", [account, "latest"], ct));

    /// <summary>Null while it is not mined.</summary>
    public async Task<JsonObject?> ReceiptAsync(string hash, CancellationToken ct) =>
        await CallAsync("eth_getTransactionReceipt", [hash], ct) as JsonObject;

    /// <summary>Null when the chain knows none of that hash, mined or waiting.</summary>
    public async Task<JsonObject?> TransactionAsync(string hash, CancellationToken ct) =>
        await CallAsync("eth_getTransactionByHash", [hash], ct) as JsonObject;

    public static string Hex(BigInteger value) =>
        value.IsZero
            ? "0x0"
            : "0x" + value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');

    /// <summary>An address as an argument of a contract call, without <c>0x</c>.</summary>
    public static string Word(string address) => address[2..].ToLowerInvariant().PadLeft(64, '0');

    /// <summary>A quantity as an argument of a contract call, without <c>0x</c>.</summary>
    public static string Word(BigInteger value) => Hex(value)[2..].PadLeft(64, '0');

    public static BigInteger Number(JsonNode? hex) =>
        BigInteger.Parse(
            "0" + hex!.GetValue<string>()[2..],
            NumberStyles.HexNumber,
            CultureInfo.InvariantCulture
        );
}
