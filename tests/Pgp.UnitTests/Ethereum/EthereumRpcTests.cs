using System.Net;
using System.Numerics;
using System.Text.Json;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Fees;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Ethereum;

public class EthereumRpcTests
{
    private const string Lower = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    private const string BalanceOfSender =
        "0x70a08231000000000000000000000000f39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    private static readonly EthAddress Sender = EthAddress.Parse(Known.Sender);
    private static readonly EthAddress Usdt = EthAddress.Parse(Known.Usdt);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task The_number_of_the_newest_block_is_read() =>
        CheckAsync(
            rpc => rpc.BlockNumberAsync(Ct),
            "\"0x10d4f\"",
            68_943L,
            "eth_blockNumber",
            "[]"
        );

    [Fact]
    public Task A_balance_of_ether_is_read_in_wei() =>
        CheckAsync(
            rpc => rpc.BalanceAsync(Sender, Ct),
            "\"0xde0b6b3a7640000\"",
            Amount<Eth>.Parse("1"),
            "eth_getBalance",
            $"""["{Lower}","latest"]"""
        );

    [Fact]
    public Task A_balance_of_tokens_is_read_in_their_own_units() =>
        CheckAsync(
            rpc => rpc.BalanceAsync(ChainAssets.Mainnet[Coin.Usdt], Sender, Ct),
            $"\"0x{12_345_678:x64}\"",
            CoinAmount.Parse(Coin.Usdt, "12.345678"),
            "eth_call",
            $$"""[{"to":"{{Usdt.ToLowerHex()}}","data":"{{BalanceOfSender}}"},"latest"]"""
        );

    [Fact]
    public Task The_balance_of_any_coin_includes_ether() =>
        CheckAsync(
            rpc => rpc.BalanceAsync(ChainAssets.Mainnet[Coin.Eth], Sender, Ct),
            "\"0x1\"",
            new CoinAmount(Coin.Eth, BigInteger.One),
            "eth_getBalance",
            $"""["{Lower}","latest"]"""
        );

    [Theory]
    [InlineData(BlockTag.Latest, "latest")]
    [InlineData(BlockTag.Pending, "pending")]
    public Task Transactions_are_counted_with_or_without_the_pool(BlockTag upTo, string tag) =>
        CheckAsync(
            rpc => rpc.TransactionCountAsync(Sender, upTo, Ct),
            "\"0x7\"",
            7L,
            "eth_getTransactionCount",
            $"""["{Lower}","{tag}"]"""
        );

    [Fact]
    public Task Fees_are_suggested_from_recent_blocks() =>
        CheckAsync(
            rpc => rpc.SuggestFeesAsync(Known.Gwei, Ct),
            """
            {"oldestBlock":"0x1","baseFeePerGas":["0x1","0x2","0x3"],
             "gasUsedRatio":[0.5,0.25],"reward":[["0x9"],["0x5"]]}
            """,
            new FeeSuggestion(3, 9),
            "eth_feeHistory",
            """["0x14","latest",[50]]"""
        );

    [Fact]
    public Task Gas_is_estimated_for_the_very_call() =>
        CheckAsync(
            rpc =>
                rpc.EstimateGasAsync(
                    Sender,
                    new TransferCall(Usdt, new Amount<Eth>(16), new byte[] { 0xab }, GasLimit: 1),
                    Ct
                ),
            "\"0x5208\"",
            21_000L,
            "eth_estimateGas",
            $$"""[{"from":"{{Lower}}","to":"{{Usdt.ToLowerHex()}}","value":"0x10","data":"0xab"}]"""
        );

    [Theory]
    [InlineData("0x", 0)]
    [InlineData("0x6001", 2)]
    public async Task Code_tells_a_contract_from_a_person(string code, int length)
    {
        var rpc = Rpc(new ScriptedServer().Answers(Result($"\"{code}\"")));
        Assert.Equal(length, (await rpc.CodeAsync(Usdt, Ct)).Length);
    }

    [Fact]
    public async Task An_address_without_code_is_no_token_with_a_balance_of_zero()
    {
        var rpc = Rpc(new ScriptedServer().Answers(Result("\"0x\"")));
        var failure = await Assert.ThrowsAsync<EthereumRpcException>(() =>
            rpc.TokenBalanceAsync(Coin.Usdt, Usdt, Sender, Ct)
        );
        Assert.Equal(EthereumRpcFailure.Rejected, failure.Failure);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "", EthereumRpcFailure.RateLimited)]
    [InlineData(HttpStatusCode.Unauthorized, "", EthereumRpcFailure.Rejected)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "", EthereumRpcFailure.Unreachable)]
    [InlineData(HttpStatusCode.OK, "<html>", EthereumRpcFailure.Unreachable)]
    [InlineData(HttpStatusCode.OK, """{"id":1}""", EthereumRpcFailure.Unreachable)]
    [InlineData(HttpStatusCode.OK, """{"result":null}""", EthereumRpcFailure.Unreachable)]
    [InlineData(HttpStatusCode.OK, """{"result":0}""", EthereumRpcFailure.Unreachable)]
    [InlineData(HttpStatusCode.OK, """{"result":"0x"}""", EthereumRpcFailure.Unreachable)]
    [InlineData(HttpStatusCode.OK, """{"result":""}""", EthereumRpcFailure.Unreachable)]
    [InlineData(HttpStatusCode.OK, """{"result":{}}""", EthereumRpcFailure.Unreachable)]
    [InlineData(
        HttpStatusCode.OK,
        """{"error":{"code":-32601,"message":"no such method"}}""",
        EthereumRpcFailure.Rejected
    )]
    [InlineData(
        HttpStatusCode.OK,
        """{"error":{"code":-32005,"message":"limit exceeded"}}""",
        EthereumRpcFailure.RateLimited
    )]
    [InlineData(
        HttpStatusCode.OK,
        """{"error":{"code":429,"message":"slow down"}}""",
        EthereumRpcFailure.RateLimited
    )]
    public async Task A_failure_is_never_a_balance_of_zero(
        HttpStatusCode status,
        string body,
        EthereumRpcFailure expected
    )
    {
        var rpc = Rpc(new ScriptedServer().Answers(status, body));
        var failure = await Assert.ThrowsAsync<EthereumRpcException>(() =>
            rpc.BalanceAsync(Sender, Ct)
        );
        Assert.Equal(expected, failure.Failure);
    }

    [Fact]
    public async Task A_node_that_cannot_be_reached_says_so()
    {
        var rpc = Rpc(new ScriptedServer().Throws(new HttpRequestException("refused")));
        var failure = await Assert.ThrowsAsync<EthereumRpcException>(() =>
            rpc.BlockNumberAsync(Ct)
        );
        Assert.Equal(EthereumRpcFailure.Unreachable, failure.Failure);
        Assert.Equal("eth_blockNumber: no answer: HttpRequestException", failure.Message);
    }

    [Fact]
    public async Task The_words_of_a_revert_reach_the_reader()
    {
        const string Body = """{"error":{"code":3,"message":"execution reverted: paused"}}""";
        var rpc = Rpc(new ScriptedServer().Answers(Body));
        var call = ChainAssets
            .Mainnet[Coin.Usdt]
            .Transfer(Sender, CoinAmount.Parse(Coin.Usdt, "1"));
        var failure = await Assert.ThrowsAsync<EthereumRpcException>(() =>
            rpc.EstimateGasAsync(Sender, call, Ct)
        );
        Assert.Equal("eth_estimateGas: execution reverted: paused (code 3)", failure.Message);
    }

    [Fact]
    public async Task A_body_beyond_all_measure_is_not_read()
    {
        var server = new ScriptedServer().Answers(Result($"\"{new string('0', 5_000_000)}\""));
        var failure = await Assert.ThrowsAsync<EthereumRpcException>(() =>
            Rpc(server).BlockNumberAsync(Ct)
        );
        Assert.Equal(EthereumRpcFailure.Unreachable, failure.Failure);
    }

    private static async Task CheckAsync<T>(
        Func<EthereumRpc, Task<T>> ask,
        string result,
        T expected,
        string method,
        string parameters
    )
    {
        var server = new ScriptedServer().Answers(Result(result));
        Assert.Equal(expected, await ask(Rpc(server)));
        var json = JsonDocument.Parse(Assert.Single(server.Requests).Body).RootElement;
        Assert.Equal(method, json.GetProperty("method").GetString());
        Assert.Equal(parameters, json.GetProperty("params").GetRawText());
    }

    private static EthereumRpc Rpc(ScriptedServer server) => new(server.Client);

    private static string Result(string json) => $$"""{"jsonrpc":"2.0","id":1,"result":{{json}}}""";
}
