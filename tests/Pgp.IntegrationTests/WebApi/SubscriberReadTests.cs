using Pgp.Contracts.Ids;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;
using Pgp.WebApi.Subscribers;

namespace Pgp.IntegrationTests.WebApi;

public sealed class SubscriberReadTests(ClusterFixture fixture) : DatabaseTest(fixture)
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

    [Fact]
    public async Task Pages_of_two_channels_are_one_list_newest_first()
    {
        for (var user = 1; user <= 7; user++)
        {
            await scene.SellAsync(user % 2 == 0 ? second : first, user, Offer.Month);
        }

        await scene.SellAsync(await scene.ChannelAsync(OwnerScene.Bob), 8, Offer.Month);
        var page = await PageAsync(SubscriberFilter.All, limit: 4);
        Assert.Equal([7, 6, 5, 4], page.Select(one => one.UserId));
        page = await PageAsync(SubscriberFilter.All, Last(page), limit: 4);
        Assert.Equal([3, 2, 1], page.Select(one => one.UserId));
        Assert.Empty(await PageAsync(SubscriberFilter.All, Last(page), limit: 4));
    }

    [Fact]
    public async Task A_subscriber_is_shown_with_what_came_and_stayed()
    {
        var at = Clock.GetUtcNow().AddMilliseconds(4);
        await scene.SellAsync(first, 5, Offer.Month);
        var renewal = await scene.SellAsync(first, 5, Offer.Month);
        await scene.SellAsync(first, 5, Offer.Donation);
        var one = Assert.Single(await PageAsync(SubscriberFilter.All));
        Assert.Equal(
            new SubscriberView
            {
                SubscriptionId = one.SubscriptionId,
                ChannelId = first.ToString(),
                ChannelTitle = "closed",
                UserId = 5,
                State = "active",
                TierNo = 1,
                PaidUntil = at.AddDays(60),
                CreatedAt = at,
                TotalPaidUsd = "19.98",
                PaymentsCount = 2,
            },
            one
        );

        await scene.SendBackAsync(renewal);
        one = Assert.Single(await PageAsync(SubscriberFilter.All));
        Assert.Equal(
            ("9.99", 1L, at.AddDays(30)),
            (one.TotalPaidUsd, one.PaymentsCount, one.PaidUntil)
        );
    }

    [Fact]
    public async Task Everything_that_happened_to_one_is_told_in_order()
    {
        await scene.TryAsync(first, 5, days: 3);
        var bought = await scene.SellAsync(first, 5, Offer.Month);
        Clock.Advance(TimeSpan.FromDays(40));
        await scene.SweepAsync();
        var back = await scene.SellAsync(first, 5, Offer.Month);
        await scene.SendBackAsync(back);
        var one = Assert.Single(await PageAsync(SubscriberFilter.All));

        Assert.Equal(
            [
                "trial_started trial 3 ",
                $"purchased active 30 {bought}",
                "grace_started grace  ",
                "expired expired  ",
                $"returned active 30 {back}",
                $"refunded refunded  {back}",
            ],
            (await EventsAsync(OwnerScene.Alice, one)).Select(entry =>
                $"{entry.Kind} {entry.State} {entry.Days} {entry.PaymentId}"
            )
        );
        Assert.Empty(await EventsAsync(OwnerScene.Bob, one));
    }

    [Fact]
    public async Task States_channels_and_names_choose()
    {
        await scene.TryAsync(first, 1, days: 3);
        var payment = await scene.SellAsync(first, 2, Offer.Month);
        await scene.SellAsync(second, 2, Offer.Month);
        var order = await Db.AskAsync<Guid>(
            "select order_id from payments where payment_id = $1",
            payment.Value
        );
        var all = SubscriberFilter.All;
        var found = await PageAsync(all with { State = "active", Channel = first });
        var id = Assert.Single(found).SubscriptionId;

        await MustAsync([1], all with { State = "trial" });
        await MustAsync([2, 2], all with { State = "active" });
        await MustAsync([], all with { State = "grace" });
        await MustAsync([2, 1], all with { Channel = first });
        await MustAsync([2], Found(id));
        await MustAsync([2], Found(payment.ToString()));
        await MustAsync([2], Found(new OrderId(order).ToString()));
        await MustAsync([2, 2], Found("2"));
        await MustAsync([2], Found("2") with { Channel = second });
        await MustAsync([], Found("2") with { State = "trial" });
        await MustAsync([], Found("nobody"));
        Assert.Empty(await PageAsync(Found(id), owner: OwnerScene.Bob));
        Assert.Empty(await PageAsync(all with { Channel = first }, owner: OwnerScene.Bob));
    }

    private static SubscriberFilter Found(string text) =>
        SubscriberFilter.All with
        {
            Search = SubscriberSearch.Of(text),
        };

    private static SubscriptionId? Last(IReadOnlyList<SubscriberView> page) =>
        SubscriptionId.Parse(page[^1].SubscriptionId);

    private async Task MustAsync(long[] users, SubscriberFilter filter) =>
        Assert.Equal(users, (await PageAsync(filter)).Select(one => one.UserId));

    private Task<IReadOnlyList<SubscriberEvent>> EventsAsync(
        TelegramUserId owner,
        SubscriberView one
    ) =>
        scene.AskAsync(unit =>
            SubscriberQueries.EventsAsync(
                unit,
                owner,
                SubscriptionId.Parse(one.SubscriptionId),
                Ct
            )
        );

    private Task<IReadOnlyList<SubscriberView>> PageAsync(
        SubscriberFilter filter,
        SubscriptionId? before = null,
        int limit = 100,
        TelegramUserId? owner = null
    ) =>
        scene.AskAsync(async unit =>
        {
            var who = owner ?? OwnerScene.Alice;
            var ids = await SubscriberPageQueries.PageAsync(
                unit,
                who,
                filter,
                before?.Value,
                limit,
                Ct
            );
            return await SubscriberQueries.ViewsAsync(unit, who, ids, Ct);
        });
}
