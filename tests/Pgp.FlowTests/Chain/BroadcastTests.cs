using Pgp.Contracts.Money;

namespace Pgp.FlowTests.Chain;

/// <summary>
/// Bytes that were signed once are the only bytes, whatever the node says about them (spec 20, 13 A
/// 2; spec 70, 5.4).
/// </summary>
[Collection(nameof(PatientCollection))]
public sealed class BroadcastTests(PatientStage stage)
{
    private static readonly CoinAmount Amount = CoinAmount.Parse(Coin.Eth, "0.25");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dropped_transaction_is_sent_again_as_the_same_bytes()
    {
        SeenTransaction sent;
        var hold = await stage.HoldBlocksAsync(Ct);
        var (payout, receiver) = await stage.PayAsync(Amount, Ct);
        using (hold)
        {
            sent = (
                await stage.SeeAsync(payout, seen => seen.State == "broadcast", Ct)
            ).Transactions.Single();
            await stage.Node.DropAsync(sent.Hash, Ct);
            Assert.Null(await stage.Node.TransactionAsync(sent.Hash, Ct));
            await SeenInPoolAsync(sent.Hash);
        }

        await ArrivedOnceAsync(payout, receiver, sent);
        Assert.Equal(2, TimesSent(sent));
    }

    [Fact]
    public async Task A_lost_answer_to_the_broadcast_does_not_make_a_second_transaction()
    {
        await OrderFaultAsync("drop_after");
        var (payout, receiver) = await stage.PayAsync(Amount, Ct);

        var seen = await stage.SeeConfirmedAsync(payout, Ct);

        await ArrivedOnceAsync(payout, receiver, Assert.Single(seen.Transactions));
    }

    [Fact]
    public async Task A_broadcast_lost_on_the_way_is_made_up_for_with_the_same_bytes()
    {
        await OrderFaultAsync("drop");
        var (payout, receiver) = await stage.PayAsync(Amount, Ct);

        var seen = await stage.SeeConfirmedAsync(payout, Ct);

        var sent = Assert.Single(seen.Transactions);
        Assert.Equal(2, TimesSent(sent));
        await ArrivedOnceAsync(payout, receiver, sent);
    }

    [Fact]
    public async Task Already_known_is_as_good_as_accepted()
    {
        // The first of the two is taken, and the second's answer is the one we hear.
        await OrderFaultAsync("duplicate");
        SeenTransaction sent;
        var hold = await stage.HoldBlocksAsync(Ct);
        var (payout, receiver) = await stage.PayAsync(Amount, Ct);
        using (hold)
        {
            var seen = await stage.SeeAsync(payout, seen => seen.State == "broadcast", Ct);
            sent = Assert.Single(seen.Transactions);
            Assert.Null(seen.Error);
        }

        await ArrivedOnceAsync(payout, receiver, sent);
    }

    [Fact]
    public async Task Nonce_too_low_is_no_conflict_when_the_transaction_is_simply_mined()
    {
        var hold = await stage.HoldBlocksAsync(Ct);
        var (payout, receiver) = await stage.PayAsync(Amount, Ct);
        SeenTransaction sent;
        using (hold)
        {
            // The node took the bytes, but all that we hear is that the nonce is used.
            using (stage.Front.Refusing("eth_sendRawTransaction", -32000, "nonce too low"))
            {
                sent = (
                    await stage.SeeAsync(payout, seen => seen.State == "broadcast", Ct)
                ).Transactions.Single();
            }

            await stage.Node.CallAsync("eth_sendRawTransaction", [sent.Raw], Ct);
            await stage.Node.MineAsync(1, Ct);
        }

        await ArrivedOnceAsync(payout, receiver, sent);
    }

    [Fact]
    public async Task A_transaction_in_a_block_that_is_undone_is_mined_again_as_the_same_bytes()
    {
        SeenTransaction sent;
        var hold = await stage.HoldBlocksAsync(Ct);
        var (payout, receiver) = await stage.PayAsync(Amount, Ct);
        using (hold)
        {
            sent = (
                await stage.SeeAsync(payout, seen => seen.State == "broadcast", Ct)
            ).Transactions.Single();
            await SeenInPoolAsync(sent.Hash);
            await stage.Node.MineAsync(ChainStage.Confirmations - 1, Ct);
            Assert.NotNull(await stage.Node.ReceiptAsync(sent.Hash, Ct));
            var looks = (await stage.SeeAsync(payout, _ => true, Ct)).Looks;
            await stage.SeeAsync(payout, seen => seen.Looks >= looks + 2, Ct);

            await stage.Node.ReorganiseAsync(ChainStage.Confirmations - 1, Ct);
            Assert.Null(await stage.Node.ReceiptAsync(sent.Hash, Ct));
            await SeenInPoolAsync(sent.Hash);
            Assert.Equal("broadcast", (await stage.SeeAsync(payout, _ => true, Ct)).State);
        }

        await ArrivedOnceAsync(payout, receiver, sent);
    }

    [Fact]
    public async Task Bytes_that_the_node_finds_no_money_for_stay_the_ones_to_send()
    {
        SeenTransfer waiting;
        const string words = "insufficient funds for gas * price + value: balance 0";
        using (stage.Front.Refusing("eth_sendRawTransaction", -32000, words))
        {
            var (payout, receiver) = await stage.PayAsync(Amount, Ct);
            waiting = await stage.SeeAsync(payout, seen => seen.Looks >= 2, Ct);
            Assert.Equal(("signed", "InsufficientFunds"), (waiting.State, waiting.Error));
            stage.Front.Forget("eth_sendRawTransaction");
            await ArrivedOnceAsync(payout, receiver, Assert.Single(waiting.Transactions));
        }
    }

    private Task OrderFaultAsync(string kind) =>
        stage.Sandbox.OrderFaultAsync(
            $$"""{"partner":"chain","operation":"eth_sendRawTransaction","kind":"{{kind}}"}""",
            Ct
        );

    private async Task SeenInPoolAsync(string hash) =>
        await Testing.Eventually.FindAsync(() => stage.Node.TransactionAsync(hash, Ct), Ct);

    private int TimesSent(SeenTransaction transaction) =>
        stage.Front.Sent.Count(raw => raw == transaction.Raw);

    private async Task ArrivedOnceAsync(
        Contracts.Ids.PayoutId payout,
        string receiver,
        SeenTransaction sent
    )
    {
        var seen = await stage.SeeConfirmedAsync(payout, Ct);
        Assert.Equal(sent.Raw, Assert.Single(seen.Transactions).Raw);
        Assert.Equal(Amount.Atomic, await stage.Node.HoldingAsync(Coin.Eth, receiver, Ct));
        Assert.Equal(seen.Nonce + 1, await stage.Node.SentAsync(stage.Wallet, Ct));
        await stage.CheckBooksAsync(Ct);
    }
}
