using System.Numerics;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.FlowTests.Chain;

/// <summary>
/// A transaction that is not mined in time: higher bids under the same nonce, within limits, and
/// nothing else (spec 20, 15; spec 50, 6.1).
/// </summary>
[Collection(nameof(BiddingCollection))]
public sealed class BiddingTests(BiddingStage stage)
{
    private const int GasLimitOfTokens = 100_000;

    private static readonly BigInteger Gwei = BigInteger.Pow(10, 9);
    private static readonly BigInteger Ceiling = ChainStage.CeilingGwei * Gwei;
    private static readonly CoinAmount Amount = CoinAmount.Parse(Coin.Dai, "42.5");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stuck_transaction_is_replaced_under_its_nonce_by_a_higher_bid()
    {
        SeenTransfer seen;
        var hold = await stage.HoldBlocksAsync(Ct);
        var (payout, receiver) = await stage.PayAsync(Amount, Ct);
        using (hold)
        {
            await stage.SeeAsync(payout, seen => seen.Transactions.Count == 2, Ct);
            // Once more: the bid may have been committed between the two reads of one look.
            seen = await stage.SeeAsync(payout, _ => true, Ct);
            Assert.Equal("broadcast", seen.State);
            // The pool took it in place of the first: the node wants 10 % more of both fees.
            await InPoolAsync(seen.Transactions[1].Hash);
            Assert.Null(await stage.Node.TransactionAsync(seen.Transactions[0].Hash, Ct));
            Assert.Equal(seen.Transactions[1].MaxFee * GasLimitOfTokens, seen.GasReserved);
        }

        await ArrivedOnceAsync(payout, receiver);
    }

    [Fact]
    public async Task After_the_last_bid_it_is_watched_on_and_called_stuck()
    {
        SeenTransfer stuck;
        var hold = await stage.HoldBlocksAsync(Ct);
        var (payout, receiver) = await stage.PayAsync(Amount, Ct);
        using (hold)
        {
            stuck = await stage.SeeAsync(payout, seen => seen.Error == "Stuck", Ct);
            await stage.SeeAsync(payout, seen => seen.Looks >= stuck.Looks + 5, Ct);

            // Pools forget: the last bid is sent again even when no further one is allowed.
            var last = stuck.Transactions[^1];
            await stage.Node.DropAsync(last.Hash, Ct);
            await InPoolAsync(last.Hash);
        }

        var seen = await ArrivedOnceAsync(payout, receiver);
        Assert.Equal(1 + ChainStage.ReplacementsMax, seen.Transactions.Count);
    }

    [Fact]
    public async Task At_the_ceiling_there_is_no_further_bid_and_the_last_one_stays_out()
    {
        SeenTransfer waiting;
        var hold = await stage.HoldBlocksAsync(Ct);
        var (payout, receiver) = await stage.PayAsync(Amount, Ct);
        using (hold)
        {
            await stage.SeeAsync(payout, seen => seen.State == "broadcast", Ct);
            await stage.Node.SetBaseFeeAsync(100 * Gwei, Ct);
            waiting = await stage.SeeAsync(payout, seen => seen.Error == "GasPriceSpike", Ct);
            Assert.Equal(Ceiling, waiting.Transactions[^1].MaxFee);
            await stage.SeeAsync(payout, seen => seen.Looks >= waiting.Looks + 5, Ct);

            // Whatever the pool still had is lost; a calm market finds the last bid out again.
            await stage.Node.CallAsync("anvil_dropAllTransactions", [], Ct);
            await stage.Node.SetBaseFeeAsync(1_000, Ct);
            await InPoolAsync(waiting.Transactions[^1].Hash);
        }

        var seen = await ArrivedOnceAsync(payout, receiver);
        Assert.Equal(
            waiting.Transactions.Select(sent => sent.Hash),
            seen.Transactions.Select(sent => sent.Hash)
        );
    }

    [Fact]
    public async Task Where_even_the_first_bid_would_be_over_the_ceiling_no_nonce_is_taken()
    {
        PayoutId payout;
        string receiver;
        using (await stage.HoldBlocksAsync(Ct))
        {
            await stage.Node.SetBaseFeeAsync(100 * Gwei, Ct);
            (payout, receiver) = await stage.PayAsync(Amount, Ct);
            var seen = await stage.SeeAsync(payout, seen => seen.Looks >= 3, Ct);
            Assert.Equal(
                ("requested", "GasPriceSpike", null),
                (seen.State, seen.Error, seen.Nonce)
            );
            Assert.Empty(seen.Transactions);
            await stage.Node.SetBaseFeeAsync(1_000, Ct);
        }

        await ArrivedOnceAsync(payout, receiver);
    }

    [Fact]
    public async Task A_nonce_that_somebody_else_used_is_left_to_a_person_and_never_signed_anew()
    {
        SeenTransfer seen;
        var (payout, receiver) = ("", "");
        // Our bytes never get there, and a transaction from outside takes their place.
        using (await stage.HoldBlocksAsync(Ct))
        using (stage.Front.Answering("eth_sendRawTransaction", 502, "Bad Gateway"))
        {
            var paid = await stage.PayAsync(Amount, Ct);
            (payout, receiver) = (paid.Payout.Value, paid.Receiver);
            seen = await stage.SeeAsync(paid.Payout, seen => seen.State == "broadcast", Ct);
            var outside = await stage.SendOutsideAsync(seen.Nonce, Ct);
            await stage.Node.MineAsync(1, Ct);
            await stage.BookOutsideAsync((await stage.Node.ReceiptAsync(outside, Ct))!, Ct);
        }

        var id = PayoutId.Parse(payout);
        seen = await stage.SeeAsync(id, seen => seen.State == "review", Ct);
        var later = await stage.SeeAsync(id, now => now.Looks >= seen.Looks + 5, Ct);
        Assert.Equal(("review", "NonceConflict"), (later.State, later.Error));
        Assert.Equal("another transaction used the nonce", later.Reason);
        Assert.Equal(seen.Transactions, later.Transactions);
        Assert.Equal(
            ("transfer_requested", null),
            await SeenTransfer.EndAsync(stage.Desk.Tables, id, Ct)
        );
        Assert.Equal(0, await stage.Node.HoldingAsync(Amount.Coin, receiver, Ct));
        stage.LeaveOpen(Amount);
        await stage.CheckBooksAsync(Ct);

        // The lane is not blocked by it.
        var (next, nextReceiver) = await stage.PayAsync(Amount, Ct);
        await ArrivedOnceAsync(next, nextReceiver);
    }

    private async Task InPoolAsync(string hash) =>
        await Testing.Eventually.FindAsync(() => stage.Node.TransactionAsync(hash, Ct), Ct);

    private async Task<SeenTransfer> ArrivedOnceAsync(PayoutId payout, string receiver)
    {
        var seen = await stage.SeeConfirmedAsync(payout, Ct);
        foreach (var (old, bid) in seen.Transactions.Zip(seen.Transactions.Skip(1)))
        {
            Assert.InRange(bid.MaxFee * 8, old.MaxFee * 9, Ceiling * 8);
            Assert.InRange(bid.Tip * 8, old.Tip * 9, Ceiling * 8);
        }

        Assert.Equal(Amount.Atomic, await stage.Node.HoldingAsync(Amount.Coin, receiver, Ct));
        Assert.Equal(seen.Nonce + 1, await stage.Node.SentAsync(stage.Wallet, Ct));
        await stage.CheckBooksAsync(Ct);
        return seen;
    }
}
