using System.Numerics;
using System.Text.Json.Nodes;
using Pgp.Contracts.Money;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Chain;

/// <summary>
/// Looks at addresses on the chain: what is there and which transaction brought it.
/// </summary>
internal sealed class DepositWatch(ChainRpc chain)
{
    private const string TransferTopic =
        "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

    // A deposit is noticed within a second; the transaction is never far behind the newest block.
    private const int BlocksBack = 64;

    public async Task<BigInteger> BalanceAsync(string address, Coin coin, CancellationToken ct) =>
        (await BalancesAsync([(address, coin)], ct))[0];

    /// <summary>Balances in atomic units, in one request.</summary>
    public async Task<BigInteger[]> BalancesAsync(
        IReadOnlyList<(string Address, Coin Coin)> wanted,
        CancellationToken ct
    )
    {
        var calls = wanted.Select(one => BalanceCall(one.Address, one.Coin)).ToArray();
        return [.. (await chain.BatchAsync(calls, ct)).Select(ChainRpc.Quantity)];
    }

    /// <summary>The newest transaction that brought the coin to the address, or null.</summary>
    public async Task<string?> NewestDepositAsync(string address, Coin coin, CancellationToken ct)
    {
        var newest = await chain.QuantityAsync("eth_blockNumber", [], ct);
        var oldest = BigInteger.Max(newest - BlocksBack, 0);
        return TestTokens.Of(coin) is { } token
            ? await NewestTransferAsync(address, token, oldest, ct)
            : await NewestPaymentAsync(address, newest, oldest, ct);
    }

    private static (string Method, JsonNode?[] Arguments) BalanceCall(string address, Coin coin)
    {
        if (TestTokens.Of(coin) is not { } token)
        {
            return ("eth_getBalance", [address, "latest"]);
        }

        var call = new JsonObject
        {
            ["to"] = token.Contract,
            ["data"] = "0x70a08231" + EthereumAddress.Word(address),
        };
        return ("eth_call", [call, "latest"]);
    }

    private async Task<string?> NewestTransferAsync(
        string address,
        TestToken token,
        BigInteger oldest,
        CancellationToken ct
    )
    {
        var filter = new JsonObject
        {
            ["address"] = token.Contract,
            ["fromBlock"] = ChainRpc.Hex(oldest),
            ["toBlock"] = "latest",
            ["topics"] = new JsonArray(TransferTopic, null, "0x" + EthereumAddress.Word(address)),
        };
        var logs = await chain.CallAsync("eth_getLogs", [filter], ct) as JsonArray ?? [];
        return logs.Count == 0 ? null : (logs[^1] as JsonObject)?.Text("transactionHash");
    }

    private async Task<string?> NewestPaymentAsync(
        string address,
        BigInteger newest,
        BigInteger oldest,
        CancellationToken ct
    )
    {
        for (var number = newest; number >= oldest; number--)
        {
            var block = await chain.CallAsync(
                "eth_getBlockByNumber",
                [ChainRpc.Hex(number), true],
                ct
            );
            var transactions = (block as JsonObject)?.List("transactions") ?? [];
            var deposit = transactions
                .OfType<JsonObject>()
                .LastOrDefault(transaction =>
                    EthereumAddress.Same(transaction.Text("to"), address)
                );
            if (deposit is not null)
            {
                return deposit.Text("hash");
            }
        }

        return null;
    }
}
