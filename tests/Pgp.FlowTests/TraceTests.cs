using System.Collections.Concurrent;
using System.Diagnostics;
using Pgp.Common.Observability;
using Pgp.FlowTests.Support;

namespace Pgp.FlowTests;

/// <summary>A purchase is one trace, from the bot's webhook to the finished payout.</summary>
[Collection(nameof(CleanCollection))]
public sealed class TraceTests(CleanStack flow)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_task_of_a_purchase_belongs_to_the_trace_of_the_buyers_tap()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener();
        listener.ShouldListenTo = source => source.Name == Telemetry.SourceName;
        listener.Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
            ActivitySamplingResult.AllDataAndRecorded;
        listener.ActivityStopped = spans.Enqueue;
        ActivitySource.AddActivityListener(listener);

        var market = new Market(flow);
        var purchase = await market.SubscribeAsync(await market.OpenChannelAsync(Ct), Ct);
        await market.PayAsync(purchase, Ct);
        var story = new Story(flow, purchase.Order);
        await story.WaitForPayoutAsync(Ct);

        var mine = spans
            .Where(span => span.GetTagItem("pgp.story") as string == story.Name)
            .ToArray();
        var stored = await flow.Facts.RowAsync(
            "select traceparent from orders where order_id = $1",
            purchase.Order.Value
        );
        var trace = ActivityContext.Parse(stored, null).TraceId;
        Assert.All(mine, span => Assert.Equal(trace, span.TraceId));
        Assert.Equal(
            Tasks.OfInstantSwap.Order(StringComparer.Ordinal),
            mine.Select(span => span.OperationName).Distinct().Order(StringComparer.Ordinal)
        );
        var rows = await flow.Facts.RowsAsync(
            "select distinct split_part(traceparent, '-', 2) from outbox where correlation = $1",
            story.Name
        );
        Assert.Equal([trace.ToString()], rows);
    }
}
