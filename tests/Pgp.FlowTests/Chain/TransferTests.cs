using System.Numerics;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.FlowTests.Chain;

/// <summary>What a transfer is when nothing goes wrong: exact, once, in its turn.</summary>
[Collection(nameof(PatientCollection))]
public sealed class TransferTests(PatientStage stage)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("eth@eth", "1234567890123456789")]
    [InlineData("usdt@eth", "8290001")]
    [InlineData("usdc@eth", "1")]
    [InlineData("dai@eth", "999999999999999999999")]
    public async Task Each_coin_arrives_to_the_last_atomic_unit(string coin, string atomic)
    {
        var amount = new CoinAmount(Coin.Parse(coin), BigInteger.Parse(atomic));
        var (payout, receiver) = await stage.PayAsync(amount, Ct);

        var seen = await stage.SeeConfirmedAsync(payout, Ct);

        Assert.Single(seen.Transactions);
        Assert.Equal(amount.Atomic, await stage.Node.HoldingAsync(amount.Coin, receiver, Ct));
        await stage.CheckBooksAsync(Ct);
    }

    [Fact]
    public async Task Twenty_transfers_at_once_take_twenty_nonces_in_a_row()
    {
        var first = await stage.Node.SentAsync(stage.Wallet, Ct);
        var payouts = new List<(PayoutId Payout, string Receiver, CoinAmount Amount)>();
        for (var i = 0; i < 20; i++)
        {
            var coin = Coin.OfHostWallet[i % Coin.OfHostWallet.Count];
            var amount = new CoinAmount(coin, 1_000_000 + i);
            var (payout, receiver) = await stage.PayAsync(amount, Ct);
            payouts.Add((payout, receiver, amount));
        }

        var nonces = new List<long>();
        foreach (var (payout, receiver, amount) in payouts)
        {
            nonces.Add((await stage.SeeConfirmedAsync(payout, Ct)).Nonce!.Value);
            Assert.Equal(amount.Atomic, await stage.Node.HoldingAsync(amount.Coin, receiver, Ct));
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(i => first + i), nonces.Order());
        Assert.Equal(first + 20, await stage.Node.SentAsync(stage.Wallet, Ct));
        await stage.CheckBooksAsync(Ct);
    }
}
