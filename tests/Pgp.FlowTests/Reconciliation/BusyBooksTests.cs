using Pgp.FlowTests.Support;
using Pgp.Host.Stack;

namespace Pgp.FlowTests.Reconciliation;

/// <summary>What is on its way is no difference.</summary>
[Collection(nameof(CleanCollection))]
public sealed class BusyBooksTests(CleanStack flow)
{
    private readonly Market market = new(flow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_system_in_full_swing_shows_no_difference()
    {
        await using var auditor = new Auditor(flow);
        var channels = new[]
        {
            await market.OpenChannelAsync(Ct),
            await market.OpenDirectChannelAsync(Ct),
        };
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var buying = Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => BuyUntilAsync(channels[i % 2], closing.Token))
        );
        for (var look = 0; look < 3; look++)
        {
            Assert.Empty(await auditor.ReconcileAsync(Ct));
            Assert.False(buying.IsCompleted, "nobody bought during a look");
        }

        await closing.CancelAsync();
        await buying;
        Assert.Empty(await auditor.ReconcileAsync(Ct));
    }

    /// <summary>Buys again and again, so that the traffic lasts as long as the looks do.</summary>
    private async Task BuyUntilAsync(SampleChannel channel, CancellationToken closing)
    {
        while (!closing.IsCancellationRequested)
        {
            await BuyAsync(channel);
        }
    }

    private async Task BuyAsync(SampleChannel channel)
    {
        var purchase = await market.SubscribeAsync(channel, Ct);
        await market.PayAsync(purchase, Ct);
        await new Story(flow, purchase.Order).WaitForPayoutAsync(Ct);
    }
}

/// <summary>A wallet whose key somebody else has, too.</summary>
[Collection(nameof(TheftCollection))]
public sealed class TheftTests(TheftStack flow)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transaction_that_is_not_ours_leaves_the_wallet_short()
    {
        await using var auditor = new Auditor(flow);
        Assert.Empty(await auditor.ReconcileAsync(Ct));
        await auditor.StealAsync(System.Numerics.BigInteger.Pow(10, 15), Ct);
        Assert.Equal(["wallet_short wallet:host eth@eth"], await auditor.ReconcileAsync(Ct));
    }
}
