using Pgp.Contracts.Ids;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;
using Pgp.WebApi.Payouts;
using Pgp.WebApi.Reading;

namespace Pgp.IntegrationTests.WebApi;

public sealed class PayoutReadTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private OwnerScene scene = null!;
    private ChannelId first;
    private ChannelId second;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        scene = new OwnerScene(Db, Clock);
        first = await scene.ChannelAsync(OwnerScene.Alice);
        second = await scene.ChannelAsync(OwnerScene.Alice);
    }

    [Theory]
    [InlineData("created", null, false, "preparing")]
    [InlineData("order_requested", null, false, "preparing")]
    [InlineData("created", null, true, "held")]
    [InlineData("failed_review", null, false, "returned")]
    [InlineData("handed_over", null, false, "sending")]
    [InlineData("handed_over", "received", false, "sending")]
    [InlineData("handed_over", "transfer_requested", false, "sending")]
    [InlineData("handed_over", "deposited", false, "exchanging")]
    [InlineData("handed_over", "held", false, "held")]
    [InlineData("handed_over", "refunded", false, "returned")]
    [InlineData("handed_over", "failed_review", false, "returned")]
    [InlineData("handed_over", "completed", false, "completed")]
    public async Task An_owner_sees_one_state_of_what_two_services_know(
        string state,
        string? execution,
        bool isHeld,
        string expected
    )
    {
        var payout = await AddAsync(first, state, execution, isHeld);
        await AddAsync(await scene.ChannelAsync(OwnerScene.Bob), state, execution, isHeld);

        Assert.Equal([(payout.Value, expected)], States(await PageAsync(new(null, null))));
        foreach (var wanted in PayoutFilter.States)
        {
            Assert.Equal(
                wanted == expected ? [(payout.Value, expected)] : [],
                States(await PageAsync(new(null, wanted)))
            );
        }
    }

    [Fact]
    public async Task Pages_of_two_channels_are_one_list_newest_first()
    {
        var made = new List<string>();
        for (var number = 0; number < 7; number++)
        {
            var channel = number % 2 == 0 ? first : second;
            made.Add((await AddAsync(channel, "handed_over", "completed")).Value);
        }

        made.Reverse();
        foreach (var state in new[] { null, "completed" })
        {
            var page = await PageAsync(new(null, state), limit: 4);
            Assert.Equal(made[..4], page.Select(one => one.PayoutId));
            page = await PageAsync(new(null, state), PayoutId.Parse(page[^1].PayoutId), limit: 4);
            Assert.Equal(made[4..], page.Select(one => one.PayoutId));
            var end = PayoutId.Parse(page[^1].PayoutId);
            Assert.Empty(await PageAsync(new(null, state), end, limit: 4));
        }

        Assert.Equal(
            made.Where((_, index) => index % 2 == 0),
            (await PageAsync(new(first, null))).Select(one => one.PayoutId)
        );
    }

    [Fact]
    public async Task A_payout_is_shown_with_what_left_and_what_arrived()
    {
        var at = Clock.GetUtcNow();
        var payout = await AddAsync(first, "handed_over", "completed");
        var view = await FindAsync(OwnerScene.Alice, payout);
        Assert.NotNull(view);
        Assert.Equal(
            new PayoutView
            {
                PayoutId = payout.Value,
                ChannelId = first.ToString(),
                ChannelTitle = "closed",
                Cause = "payment",
                State = "completed",
                Source = new CoinView("usdt@eth", "9.6903"),
                Target = new PayoutTargetView("eth@eth", "0.00349"),
                Address = "0x1111111111111111111111111111111111111111",
                ValueUsd = "9.6903",
                TxHash = "0xdepositf",
                CreatedAt = view.CreatedAt,
                CompletedAt = view.CreatedAt.AddMinutes(5),
            },
            view
        );
        Assert.True(view.CreatedAt >= at);
        Assert.Null(await FindAsync(OwnerScene.Bob, payout));
    }

    private static IEnumerable<(string, string)> States(IEnumerable<PayoutView> page) =>
        page.Select(one => (one.PayoutId, one.State));

    private async Task<PayoutId> AddAsync(
        ChannelId channel,
        string state,
        string? execution,
        bool isHeld = false
    )
    {
        var payment = await scene.SellAsync(channel, 5, Offer.Donation);
        return await PayoutRows.AddAsync(
            Db,
            PayoutId.Instant(payment),
            payment,
            batch: null,
            channel,
            scene.Tick(),
            state,
            execution,
            isHeld
        );
    }

    private Task<PayoutView?> FindAsync(TelegramUserId owner, PayoutId payout) =>
        scene.AskAsync(unit => PayoutQueries.FindAsync(unit, owner, payout, Ct));

    private Task<IReadOnlyList<PayoutView>> PageAsync(
        PayoutFilter filter,
        PayoutId? before = null,
        int limit = 100
    ) =>
        scene.AskAsync(async unit =>
        {
            var owner = OwnerScene.Alice;
            var ids = await PayoutPageQueries.PageAsync(
                unit,
                owner,
                filter,
                before is { } payout ? PayoutCursor.Of(payout) : null,
                limit,
                Ct
            );
            return await PayoutQueries.ViewsAsync(unit, owner, ids, Ct);
        });
}
