using System.Collections.Concurrent;
using Pgp.Contracts.Tasks;
using Pgp.FlowTests.Support;

namespace Pgp.FlowTests;

/// <summary>
/// What a buyer hears when handlers die or tasks come twice. Half of a price stays unbooked, so
/// that the wallet of this stack matches no books.
/// </summary>
[Collection(nameof(StrangeCollection))]
public sealed class BuyerNewsTests(StrangeStack flow) : IAsyncLifetime
{
    private const string Underpaid = "Less than the price arrived.";

    private const string NoticesSql = """
        select state from buyer_notices where order_id = $1
        """;

    private static readonly string News = BuyerEventPublished.Definition.Name;

    private readonly Market market = new(flow);
    private readonly Provider provider = new(flow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>An order of which half is paid.</summary>
    private sealed record Half(Purchase Purchase, string Payment, Story Story, Chat Chat);

    // The first report, "waiting", is over before the money comes; the second brings the news.
    public async ValueTask InitializeAsync()
    {
        flow.Sabotage.Forget();
        await SilenceAsync("""["confirming","confirmed","sending"]""");
    }

    public async ValueTask DisposeAsync()
    {
        flow.Sabotage.Forget();
        await SilenceAsync("[]");
    }

    [Fact]
    public async Task News_that_come_twenty_times_at_once_are_told_once()
    {
        var half = Assert.Single(await ChooseAsync(1));
        flow.Sabotage.Kill(m => m.IsIn(half.Story, News) && m.IsDispatched(), int.MaxValue);
        await provider.DepositAsync(half.Payment, """{"share":"0.5"}""", Ct);
        var courier = new Courier(flow);
        var task = await courier.FirstAsync(half.Story, News, Ct);
        await courier.DeliverAsync(half.Story, task, times: 20, Ct);
        flow.Sabotage.Forget();
        await half.Story.WaitForQuietAsync(Ct);

        Assert.Equal([Underpaid], await half.Chat.NewsAsync(Ct));
        Assert.Equal(["sent"], await NoticesAsync(half));
    }

    [Fact]
    public async Task Wherever_a_handler_dies_the_buyer_is_told_and_the_payment_waits_for_the_rest()
    {
        var seen = new ConcurrentQueue<Moment>();
        var clean = Assert.Single(await ChooseAsync(1));
        flow.Sabotage.Witness(seen.Enqueue);
        await PayAsync([clean]);
        flow.Sabotage.Forget();

        CrashPoint[] ofNews = [.. PointsOf(seen, News)];
        CrashPoint[] ofReports = [.. PointsOf(seen, Tasks.Reported)];
        Assert.True(ofNews.Length > 10 && ofReports.Length > 20);
        var halves = await ChooseAsync(Math.Max(ofNews.Length, ofReports.Length));
        var plan = new ConcurrentDictionary<(string Story, CrashPoint Point), bool>();
        foreach (var (half, point) in halves.Zip(ofNews).Concat(halves.Zip(ofReports)))
        {
            plan[(half.Story.Name, point)] = true;
        }

        flow.Sabotage.Kill(
            moment => plan.TryRemove((moment.Story, Of(moment)), out _),
            int.MaxValue
        );
        await PayAsync(halves);

        Assert.Empty(plan.Keys);
        var twice = SaidAndNotKept(ofNews);
        Assert.NotEmpty(twice);
        foreach (var (i, half) in halves.Index())
        {
            // Only a message whose answer or record was lost is said again.
            var times = i < ofNews.Length && twice.Contains(ofNews[i]) ? 2 : 1;
            Assert.Equal(Enumerable.Repeat(Underpaid, times), await half.Chat.NewsAsync(Ct));
            Assert.Equal(["sent"], await NoticesAsync(half));
            Assert.Equal(
                ["partially_paid,partially_paid,underpaid"],
                await half.Story.PaymentsAsync()
            );
        }
    }

    // From Telegram's answer until the record of it is committed.
    private static HashSet<CrashPoint> SaidAndNotKept(CrashPoint[] points) =>
        [
            .. points
                .SkipWhile(point => point.Point != "after call")
                .TakeWhile(point => point.Point != "after commit"),
        ];

    private static IEnumerable<CrashPoint> PointsOf(IEnumerable<Moment> seen, string task) =>
        seen.Where(moment => moment.Task == task).Select(Of).Distinct();

    // The reports before the money are over when the sabotage begins.
    private static CrashPoint Of(Moment moment) => CrashPoint.At(moment, later: true);

    private async Task<IReadOnlyList<Half>> ChooseAsync(int count)
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var halves = new List<Half>();
        for (var i = 0; i < count; i++)
        {
            var purchase = await market.SubscribeAsync(channel, Ct);
            var payment = await provider.ChooseAsync(purchase.Invoice, "btc", Ct);
            var story = new Story(flow, purchase.Order);
            halves.Add(new Half(purchase, payment, story, new Chat(flow, purchase)));
        }

        foreach (var half in halves)
        {
            await half.Story.WaitForPaymentsAsync(Ct, "waiting,waiting,");
            await half.Story.WaitForQuietAsync(Ct);
        }

        return halves;
    }

    private async Task PayAsync(IReadOnlyList<Half> halves)
    {
        foreach (var half in halves)
        {
            await provider.DepositAsync(half.Payment, """{"share":"0.5"}""", Ct);
        }

        foreach (var half in halves)
        {
            await half.Story.WaitForPaymentsAsync(Ct, "partially_paid,partially_paid,underpaid");
        }

        foreach (var half in halves)
        {
            await half.Story.WaitForQuietAsync(Ct);
        }
    }

    private Task<IReadOnlyList<string>> NoticesAsync(Half half) =>
        flow.Facts.RowsAsync(NoticesSql, half.Story.Order.Value);

    private Task SilenceAsync(string states) =>
        flow.Sandbox.SetAsync("nowpayments/settings", $$"""{"silent_states":{{states}}}""", Ct);
}
