using System.Numerics;
using System.Text.Json.Nodes;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;
using Pgp.Ledger;

namespace Pgp.FlowTests.Chain;

/// <summary>
/// A token that refuses, before signing or in the block (spec 20, 11.3; spec 70, 5.5).
/// </summary>
[Collection(nameof(PatientCollection))]
public sealed class RevertTests(PatientStage stage)
{
    private const int Rushed = 1_000;

    private static readonly CoinAmount Amount = CoinAmount.Parse(Coin.Usdt, "12.345678");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_paused_token_is_found_out_before_anything_is_signed()
    {
        await stage.Tokens.SetAsync(Coin.Usdt, Tokens.Pause(true), Ct);
        await IsRejectedAsync();
        await stage.Tokens.SetAsync(Coin.Usdt, Tokens.Pause(false), Ct);
    }

    [Fact]
    public async Task A_blacklisted_wallet_is_found_out_before_anything_is_signed()
    {
        await stage.Tokens.SetAsync(Coin.Usdt, Tokens.BlackList(stage.Wallet, true), Ct);
        await IsRejectedAsync();
        await stage.Tokens.SetAsync(Coin.Usdt, Tokens.BlackList(stage.Wallet, false), Ct);
    }

    [Fact]
    public async Task A_transfer_undone_in_the_block_costs_gas_and_gives_the_share_back()
    {
        var payable = await PayableAsync();
        var gas = await stage.BalanceAsync(Account.PlatformGas, Coin.Eth, Ct);
        var hold = await stage.HoldBlocksAsync(Ct);
        var (payout, receiver) = await stage.PayAsync(Amount, Ct);
        using (hold)
        {
            await stage.SeeAsync(payout, seen => seen.State == "broadcast", Ct);
            // Offers more than we do and so stands before us in the same block.
            await stage.Tokens.CallAsync(Coin.Usdt, Tokens.Pause(true), Rushed, Ct);
            await stage.Node.MineAsync(1, Ct);
        }

        Assert.Equal(("failed_review", "undone by the contract"), await EndAsync(payout));
        var seen = await stage.SeeAsync(payout, seen => seen.State == "reverted", Ct);
        Assert.Equal("Reverted", seen.Error);
        var sent = Assert.Single(seen.Transactions);
        Assert.Equal("reverted", sent.State);
        var receipt = await stage.Node.ReceiptAsync(sent.Hash, Ct);
        Assert.Equal("0x0", receipt!["status"]!.GetValue<string>());
        Assert.Equal(TransferResult.Reverted, await AnswerAsync(payout));
        var burnt = NodeControl.Number(receipt["gasUsed"]) * sent.GasPrice!.Value;
        Assert.Equal(gas + burnt, await stage.BalanceAsync(Account.PlatformGas, Coin.Eth, Ct));
        Assert.Equal(payable - Amount.Atomic, await PayableAsync());
        Assert.Equal(0, await stage.Node.HoldingAsync(Coin.Usdt, receiver, Ct));
        await stage.CheckBooksAsync(Ct);
        await stage.Tokens.SetAsync(Coin.Usdt, Tokens.Pause(false), Ct);
    }

    [Fact]
    public async Task A_token_that_passes_on_less_than_it_takes_is_left_to_a_person()
    {
        var hold = await stage.HoldBlocksAsync(Ct);
        var (payout, receiver) = await stage.PayAsync(Amount, Ct);
        using (hold)
        {
            await stage.SeeAsync(payout, seen => seen.State == "broadcast", Ct);
            await stage.Tokens.CallAsync(Coin.Usdt, Tokens.Fee(100), Rushed, Ct);
            await stage.Node.MineAsync(1, Ct);
        }

        // The tokens are gone: giving the share back would pay the owner twice.
        var seen = await stage.SeeAsync(payout, seen => seen.State is not "broadcast", Ct);
        Assert.Equal(("review", "AmountDiffers"), (seen.State, seen.Error));
        await stage.SeeAsync(payout, later => later.Looks >= seen.Looks + 3, Ct);
        Assert.Equal(
            ("transfer_requested", null),
            await SeenTransfer.EndAsync(stage.Desk.Tables, payout, Ct)
        );
        Assert.Equal(12_222_222, await stage.Node.HoldingAsync(Coin.Usdt, receiver, Ct));

        // What the person then does is a booking of their own; here it keeps later tests exact.
        var sent = Assert.Single(seen.Transactions);
        var receipt = await stage.Node.ReceiptAsync(sent.Hash, Ct);
        var burnt =
            NodeControl.Number(receipt!["gasUsed"])
            * NodeControl.Number(receipt["effectiveGasPrice"]);
        await stage.Desk.BookCapitalAsync("settled", new CoinAmount(Coin.Eth, -burnt), Ct);
        await stage.Desk.BookCapitalAsync("settled", Negative(Amount), Ct);
        stage.LeaveOpen(Amount);
        await stage.CheckBooksAsync(Ct);
        await stage.Tokens.SetAsync(Coin.Usdt, Tokens.Fee(0), Ct);
    }

    private async Task IsRejectedAsync()
    {
        var payable = await PayableAsync();
        var sent = await stage.Node.SentAsync(stage.Wallet, Ct);
        var (payout, _) = await stage.PayAsync(Amount, Ct);

        var (state, _) = await EndAsync(payout);

        Assert.Equal("failed_review", state);
        var seen = await stage.SeeAsync(payout, seen => seen.State == "rejected", Ct);
        Assert.Equal(("WouldRevert", null), (seen.Error, seen.Nonce));
        Assert.Empty(seen.Transactions);
        Assert.Equal(TransferResult.Rejected, await AnswerAsync(payout));
        Assert.Equal(sent, await stage.Node.SentAsync(stage.Wallet, Ct));
        Assert.Equal(payable - Amount.Atomic, await PayableAsync());
        await stage.CheckBooksAsync(Ct);
    }

    private Task<(string State, string? Reason)> EndAsync(PayoutId payout) =>
        stage.SeeEndAsync(payout, Ct);

    // Owed is negative: what comes back to the owner makes it smaller.
    private Task<BigInteger> PayableAsync() =>
        stage.BalanceAsync(Account.OwnerPayable(stage.Desk.Channel), Coin.Usdt, Ct);

    private async Task<TransferResult> AnswerAsync(PayoutId payout)
    {
        var key = $"{TransferAnswered.Definition.Name}:{payout}";
        var payloads = await stage.Desk.Tables.RunAsync(
            "select payload from outbox where effect_key = $1",
            sql => sql.With(key).AllAsync(row => row.Text(0), Ct),
            Ct
        );
        var answer = JsonNode.Parse(Assert.Single(payloads))!;
        return Enum.Parse<TransferResult>(
            (string)(answer["result"] ?? answer["Result"])!,
            ignoreCase: true
        );
    }

    private static CoinAmount Negative(CoinAmount amount) => new(amount.Coin, -amount.Atomic);
}
