using System.Numerics;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Ethereum;

public class ReceiptTests
{
    private const string Hash =
        "0x76fd4bcbc5ef2e0f3f51acbe457b8e97ec9dd1537151b1ff379417f45e3efe95";

    private const string BlockHash =
        "0x4fd82e79d3efef6a7f630b2bf4dec2cf9ddfc72bbb883724cedea61a4138d073";

    private const string FromTopic =
        "0x000000000000000000000000f39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    private const string ToTopic =
        "0x00000000000000000000000070997970c51812dc3a010c7d01b50e0d17dc79c8";

    private static readonly string UsdtLog = $$"""
        {"address":"{{Known.Usdt}}",
         "topics":["{{Erc20.TransferTopic}}","{{FromTopic}}","{{ToTopic}}"],
         "data":"0x{{12_345_678:x64}}","logIndex":"0x0","removed":false}
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receipt_tells_result_block_cost_and_tokens_moved()
    {
        var receipt = await ReceiptAsync(Receipt("0x1", $"[{UsdtLog}]"));
        Assert.NotNull(receipt);
        Assert.True(receipt.Succeeded);
        Assert.Equal(Hash32.Parse(Hash), receipt.TransactionHash);
        Assert.Equal(new BlockRef(16, Hash32.Parse(BlockHash)), receipt.Block);
        Assert.Equal(21_000, receipt.GasUsed);
        Assert.Equal(3 * Known.Gwei, receipt.EffectiveGasPrice);
        Assert.Equal(new Amount<Eth>(21_000 * 3 * Known.Gwei), receipt.Fee);

        Assert.True(Erc20.TryReadTransfer(Assert.Single(receipt.Logs), out var transfer));
        var expected = new TokenTransfer(
            EthAddress.Parse(Known.Usdt),
            EthAddress.Parse(Known.Sender),
            EthAddress.Parse(Known.Receiver),
            12_345_678
        );
        Assert.Equal(expected, transfer);
    }

    [Fact]
    public async Task A_reverted_transaction_did_not_succeed()
    {
        var receipt = await ReceiptAsync(Receipt("0x0", "[]"));
        Assert.NotNull(receipt);
        Assert.False(receipt.Succeeded);
        Assert.Empty(receipt.Logs);
    }

    [Fact]
    public async Task What_is_not_mined_has_no_receipt() => Assert.Null(await ReceiptAsync("null"));

    [Theory]
    [InlineData("0x2", "[]")]
    [InlineData("0x1", "null")]
    [InlineData("0x1", "[{}]")]
    public async Task A_receipt_that_cannot_be_read_proves_nothing(string status, string logs)
    {
        var failure = await Assert.ThrowsAsync<EthereumRpcException>(() =>
            ReceiptAsync(Receipt(status, logs))
        );
        Assert.Equal(EthereumRpcFailure.Unreachable, failure.Failure);
    }

    [Fact]
    public async Task A_mined_transaction_names_its_block()
    {
        var block = $"\"blockNumber\":\"0x10\",\"blockHash\":\"{BlockHash}\"";
        var found = await TransactionAsync(Transaction(block, $"\"{Known.Receiver}\""));
        var expected = new ChainTransaction(
            Hash32.Parse(Hash),
            EthAddress.Parse(Known.Sender),
            EthAddress.Parse(Known.Receiver),
            Nonce: 7,
            new Amount<Eth>(BigInteger.Pow(10, 15)),
            new BlockRef(16, Hash32.Parse(BlockHash))
        );
        Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData("\"blockNumber\":null,\"blockHash\":null")]
    [InlineData("\"type\":\"0x2\"")]
    public async Task A_waiting_transaction_has_no_block(string block)
    {
        var found = await TransactionAsync(Transaction(block, "null"));
        Assert.NotNull(found);
        Assert.Null(found.Block);
        Assert.Null(found.To);
    }

    [Fact]
    public async Task A_transaction_the_node_does_not_know_is_none() =>
        Assert.Null(await TransactionAsync("null"));

    private static Task<TransactionReceipt?> ReceiptAsync(string json) =>
        Rpc(json).FindReceiptAsync(Hash32.Parse(Hash), Ct);

    private static Task<ChainTransaction?> TransactionAsync(string json) =>
        Rpc(json).FindTransactionAsync(Hash32.Parse(Hash), Ct);

    private static EthereumRpc Rpc(string result) =>
        new(new ScriptedServer().Answers($$"""{"result":{{result}}}""").Client);

    private static string Receipt(string status, string logs) =>
        $$"""
            {"transactionHash":"{{Hash}}","status":"{{status}}","blockNumber":"0x10",
             "blockHash":"{{BlockHash}}","gasUsed":"0x5208","effectiveGasPrice":"0xb2d05e00",
             "logs":{{logs}},"type":"0x2"}
            """;

    private static string Transaction(string block, string to) =>
        $$"""
            {"hash":"{{Hash}}","from":"{{Known.Sender}}","to":{{to}},"nonce":"0x7",
             "value":"0x38d7ea4c68000",{{block}}}
            """;
}
