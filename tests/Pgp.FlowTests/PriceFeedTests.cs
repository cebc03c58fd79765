using Pgp.FlowTests.Support;
using Pgp.Testing;

namespace Pgp.FlowTests;

/// <summary>
/// Begins without any price: a stack of its own, because a known price bridges an outage.
/// </summary>
[Collection(nameof(PricelessCollection))]
public sealed class PriceFeedTests(PricelessStack flow)
{
    // A feed that was down is asked again after a quarter of a minute.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_no_price_is_known_a_payment_waits_and_then_it_is_paid()
    {
        await flow.Sandbox.OrderFaultAsync(
            """{"partner":"coingecko","operation":"*","kind":"500_before","times":1000}""",
            Ct
        );
        var market = new Market(flow);
        var purchase = await market.SubscribeAsync(await market.OpenDirectChannelAsync(Ct), Ct);
        var story = new Story(flow, purchase.Order);
        await market.PayAsync(purchase, Ct);
        await Eventually.GetAsync(
            () =>
                flow.Facts.RowsAsync(
                    "select 1 from outbox where correlation = $1 and last_error like '%no price%'",
                    story.Name
                ),
            rows => rows.Count > 0,
            Ct,
            Limit
        );
        // All the money is there, and nothing is decided on it.
        Assert.DoesNotContain(
            await story.PaymentsAsync(),
            payment => payment.Contains("finished", StringComparison.Ordinal)
        );

        await new Provider(flow).ForgiveAsync("coingecko", Ct);
        await Eventually.GetAsync(story.PayoutStateAsync, state => state == "completed", Ct, Limit);
        await story.WaitForQuietAsync(Ct);
        Assert.Equal(Story.DirectOnce, await story.EffectsAsync());
    }
}
