using System.Numerics;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.FlowTests.Chain;

/// <summary>
/// A wallet that holds too little: transfers wait for it, and never take more than it has.
/// </summary>
[Collection(nameof(PatientCollection))]
public sealed class FundsTests(PatientStage stage)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ether_that_is_not_there_is_waited_for()
    {
        var amount = Ether("1.5");
        var taken = await DrainAsync(Ether("1.5"));
        var (payout, receiver) = await stage.PayAsync(amount, Ct);
        await WaitsAsync(payout);

        await FillAsync(taken);

        await stage.SeeConfirmedAsync(payout, Ct);
        Assert.Equal(amount.Atomic, await stage.Node.HoldingAsync(Coin.Eth, receiver, Ct));
        await stage.CheckBooksAsync(Ct);
    }

    [Fact]
    public async Task Gas_for_a_token_that_is_not_there_is_waited_for()
    {
        var amount = CoinAmount.Parse(Coin.Usdc, "3");
        var taken = await DrainAsync(Ether("0.000000001"));
        var (payout, receiver) = await stage.PayAsync(amount, Ct);
        await WaitsAsync(payout);

        await FillAsync(taken);

        await stage.SeeConfirmedAsync(payout, Ct);
        Assert.Equal(amount.Atomic, await stage.Node.HoldingAsync(Coin.Usdc, receiver, Ct));
        await stage.CheckBooksAsync(Ct);
    }

    [Fact]
    public async Task A_token_that_is_not_there_is_waited_for()
    {
        var held = await stage.Node.HoldingAsync(Coin.Dai, stage.Wallet, Ct);
        var missing = CoinAmount.Parse(Coin.Dai, "10000");
        var (payout, receiver) = await stage.PayAsync(new CoinAmount(Coin.Dai, held + 1), Ct);
        await WaitsAsync(payout);

        await stage.Tokens.MintAsync(stage.Wallet, missing, Ct);
        await stage.Desk.BookCapitalAsync("refilled", missing, Ct);

        await stage.SeeConfirmedAsync(payout, Ct);
        Assert.Equal(held + 1, await stage.Node.HoldingAsync(Coin.Dai, receiver, Ct));
        await stage.CheckBooksAsync(Ct);
    }

    [Fact]
    public async Task Transfers_that_together_exceed_the_wallet_take_turns_with_what_it_has()
    {
        var balance = Ether("1");
        var taken = await DrainAsync(balance);
        var payouts = new List<PayoutId>();
        using (await stage.HoldBlocksAsync(Ct))
        {
            for (var i = 0; i < 5; i++)
            {
                payouts.Add((await stage.PayAsync(Ether("0.3"), Ct)).Payout);
            }

            var seen = await SeeAllAsync(payouts);
            var under = seen.Where(transfer => transfer.Nonce is not null).ToList();
            Assert.Equal(3, under.Count);
            var claimed = under.Aggregate(
                BigInteger.Zero,
                (sum, transfer) => sum + transfer.Amount + transfer.GasReserved
            );
            Assert.InRange(claimed, BigInteger.One, balance.Atomic);
        }

        await FillAsync(taken);
        foreach (var payout in payouts)
        {
            await stage.SeeConfirmedAsync(payout, Ct);
        }

        await stage.CheckBooksAsync(Ct);
    }

    [Fact]
    public async Task Money_that_left_while_the_wallet_was_looked_at_is_not_promised_again()
    {
        var taken = await DrainAsync(Ether("1"));
        PayoutId first;
        PayoutId second;
        IDisposable stall;
        using (await stage.HoldBlocksAsync(Ct))
        {
            first = (await stage.PayAsync(Ether("0.6"), Ct)).Payout;
            await stage.SeeAsync(first, seen => seen.State == "broadcast", Ct);
            var before = stage.Front.Stalled;
            stall = stage.Front.Stalling("eth_estimateGas");
            second = (await stage.PayAsync(Ether("0.6"), Ct)).Payout;
            // It has seen the whole ether by now, with what the first transfer will take.
            await Testing.Eventually.GetAsync(
                () => Task.FromResult(stage.Front.Stalled),
                stalled => stalled > before,
                Ct
            );
        }

        using (stall)
        {
            await stage.SeeConfirmedAsync(first, Ct);
        }

        var seen = await stage.SeeAsync(second, seen => seen.Looks >= 3, Ct);
        Assert.Equal(
            ("requested", "InsufficientFunds", null),
            (seen.State, seen.Error, seen.Nonce)
        );
        await FillAsync(taken);
        await stage.SeeConfirmedAsync(second, Ct);
        await stage.CheckBooksAsync(Ct);
    }

    // Until each has been decided on: out in the pool, or looked at and made to wait.
    private Task<List<SeenTransfer>> SeeAllAsync(List<PayoutId> payouts) =>
        Testing.Eventually.GetAsync(
            async () =>
            {
                var seen = new List<SeenTransfer>();
                foreach (var payout in payouts)
                {
                    seen.Add(await stage.SeeAsync(payout, _ => true, Ct));
                }

                return seen;
            },
            all =>
                all.TrueForAll(transfer =>
                    transfer.State == "broadcast"
                    || transfer is { Error: "InsufficientFunds", Looks: >= 3 }
                ),
            Ct
        );

    private async Task WaitsAsync(PayoutId payout)
    {
        var seen = await stage.SeeAsync(payout, seen => seen.Looks >= 3, Ct);
        Assert.Equal(
            ("requested", "InsufficientFunds", null),
            (seen.State, seen.Error, seen.Nonce)
        );
    }

    // The books follow what the test does to the wallet.
    private async Task<CoinAmount> DrainAsync(CoinAmount left)
    {
        var held = await stage.Node.HoldingAsync(Coin.Eth, stage.Wallet, Ct);
        var taken = held - left.Atomic;
        await stage.Node.SetEtherAsync(stage.Wallet, left.Atomic, Ct);
        await stage.Desk.BookCapitalAsync("taken", new CoinAmount(Coin.Eth, -taken), Ct);
        return new CoinAmount(Coin.Eth, taken);
    }

    private async Task FillAsync(CoinAmount amount)
    {
        // Between two blocks: nothing of the wallet's may be mined while its balance is replaced.
        using var hold = await stage.HoldBlocksAsync(Ct);
        var held = await stage.Node.HoldingAsync(Coin.Eth, stage.Wallet, Ct);
        await stage.Node.SetEtherAsync(stage.Wallet, held + amount.Atomic, Ct);
        await stage.Desk.BookCapitalAsync("refilled", amount, Ct);
    }

    private static CoinAmount Ether(string amount) => CoinAmount.Parse(Coin.Eth, amount);
}
