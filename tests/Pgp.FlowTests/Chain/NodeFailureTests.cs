using System.Text.Json.Nodes;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.FlowTests.Chain;

/// <summary>
/// A node that fails, refuses or lies says nothing about a transfer: it waits, whatever the node's
/// way of not answering.
/// </summary>
[Collection(nameof(PatientCollection))]
public sealed class NodeFailureTests(PatientStage stage)
{
    private static readonly CoinAmount Amount = CoinAmount.Parse(Coin.Usdc, "7.5");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("drop")]
    [InlineData("429")]
    [InlineData("500_before")]
    [InlineData("html")]
    public async Task A_node_that_does_not_answer_is_waited_for(string kind)
    {
        await OrderFaultsAsync(kind);
        var (payout, receiver) = await stage.PayAsync(Amount, Ct);
        await WaitsAsync(payout, "NodeUnavailable");

        await ForgetFaultsAsync();

        await ArrivedAsync(payout, receiver);
    }

    [Fact]
    public async Task A_node_that_fails_while_a_transaction_is_out_changes_nothing()
    {
        SeenTransfer before;
        var hold = await stage.HoldBlocksAsync(Ct);
        var (payout, receiver) = await stage.PayAsync(Amount, Ct);
        using (hold)
        {
            before = await stage.SeeAsync(payout, seen => seen.State == "broadcast", Ct);
            await OrderFaultsAsync("html");
            var during = await stage.SeeAsync(payout, seen => seen.Error is not null, Ct);
            Assert.Equal(("broadcast", "NodeUnavailable"), (during.State, during.Error));
            await ForgetFaultsAsync();
        }

        await ArrivedAsync(payout, receiver);
        var after = await stage.SeeAsync(payout, _ => true, Ct);
        Assert.Equal(before.Transactions.Single().Raw, Assert.Single(after.Transactions).Raw);
    }

    [Theory]
    [InlineData(-32603, "Internal error")]
    [InlineData(-32000, "missing trie node 5a0c for path 0102")]
    [InlineData(-32601, "the method eth_estimateGas does not exist/is not available")]
    [InlineData(-32000, "gas required exceeds allowance (0)")]
    public async Task Only_the_contract_itself_can_reject_a_transfer(int code, string words)
    {
        using var refusing = stage.Front.Refusing("eth_estimateGas", code, words);
        await IsNoRejectionAsync();
    }

    [Fact]
    public async Task A_revoked_key_of_the_provider_does_not_reject_a_transfer()
    {
        using var refusing = stage.Front.Answering("eth_estimateGas", 403, "<html>403</html>");
        await IsNoRejectionAsync();
    }

    [Fact]
    public async Task On_a_wrong_chain_nothing_is_signed()
    {
        var sent = await stage.Node.SentAsync(stage.Wallet, Ct);
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ETHEREUM_CHAIN_ID"] = "1",
        };
        await stage.RestartAsync(wrong, Ct);
        var (payout, receiver) = await stage.PayAsync(Amount, Ct);
        await WaitsAsync(payout, "WrongChain");
        Assert.Equal(sent, await stage.Node.SentAsync(stage.Wallet, Ct));

        await stage.RestartAsync(new Dictionary<string, string>(StringComparer.Ordinal), Ct);

        await ArrivedAsync(payout, receiver);
    }

    [Fact]
    public async Task A_nonce_that_was_used_outside_is_passed_over()
    {
        var outside = await stage.SendOutsideAsync(nonce: null, Ct);
        var receipt = await Testing.Eventually.FindAsync(
            () => stage.Node.ReceiptAsync(outside, Ct),
            Ct
        );
        await stage.BookOutsideAsync(receipt, Ct);
        var next = await stage.Node.SentAsync(stage.Wallet, Ct);

        var (payout, receiver) = await stage.PayAsync(Amount, Ct);

        Assert.Equal(next, (await stage.SeeConfirmedAsync(payout, Ct)).Nonce);
        await ArrivedAsync(payout, receiver);
    }

    private async Task IsNoRejectionAsync()
    {
        var (payout, receiver) = await stage.PayAsync(Amount, Ct);
        await WaitsAsync(payout, error: null);
        stage.Front.Forget("eth_estimateGas");
        await ArrivedAsync(payout, receiver);
    }

    private async Task WaitsAsync(PayoutId payout, string? error)
    {
        var seen = await stage.SeeAsync(payout, seen => seen.Looks >= 3, Ct);
        Assert.Equal(("requested", null), (seen.State, seen.Nonce));
        Assert.Equal(error ?? seen.Error, seen.Error);
        Assert.NotNull(seen.Error);
        Assert.Empty(seen.Transactions);
    }

    private async Task ArrivedAsync(PayoutId payout, string receiver)
    {
        await stage.SeeConfirmedAsync(payout, Ct);
        Assert.Equal(Amount.Atomic, await stage.Node.HoldingAsync(Coin.Usdc, receiver, Ct));
        await stage.CheckBooksAsync(Ct);
    }

    private Task OrderFaultsAsync(string kind) =>
        stage.Sandbox.OrderFaultAsync(
            new JsonObject
            {
                ["partner"] = "chain",
                ["kind"] = kind,
                ["times"] = 1_000_000,
            }.ToJsonString(),
            Ct
        );

    private Task ForgetFaultsAsync() => stage.ForgetFaultsAsync(Ct);
}
