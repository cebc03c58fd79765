using Pgp.Common.Csv;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;
using Pgp.WebApi.Payments;
using Pgp.WebApi.Reading;

namespace Pgp.IntegrationTests.WebApi;

/// <summary>Lists of payments: whose, in which order, which of them.</summary>
public sealed class PaymentReadTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private OwnerScene scene = null!;
    private ChannelId first;
    private ChannelId second;
    private ChannelId bobs;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        scene = new OwnerScene(Db, Clock);
        first = await scene.ChannelAsync(OwnerScene.Alice);
        second = await scene.ChannelAsync(OwnerScene.Alice);
        bobs = await scene.ChannelAsync(OwnerScene.Bob);
    }

    [Fact]
    public async Task Pages_of_several_channels_are_one_list_newest_first()
    {
        var made = new List<PaymentId>();
        foreach (var number in Enumerable.Range(0, 11))
        {
            var channel = number % 3 == 0 ? second : first;
            made.Add(await scene.BeginAsync(await OrderAsync(channel, number + 1)));
            await scene.BeginAsync(await OrderAsync(bobs, number + 1));
        }

        var pages = new List<int>();
        var seen = new List<PaymentId>();
        PaymentId? cursor = null;
        do
        {
            var page = await PageAsync(OwnerScene.Alice, PaymentFilter.All, cursor, limit: 4);
            pages.Add(page.Count);
            seen.AddRange(page);
            cursor = page.Count == 0 ? null : page[^1];
        } while (cursor is not null);

        Assert.Equal([4, 4, 3, 0], pages);
        Assert.Equal(Enumerable.Reverse(made), seen);
    }

    [Fact]
    public async Task A_payment_is_shown_as_it_was_asked_for_and_settled()
    {
        var at = Clock.GetUtcNow();
        var payment = await scene.SellAsync(first, 77, Offer.Month);

        var view = await FindAsync(OwnerScene.Alice, payment);
        Assert.NotNull(view);
        Assert.Equal(
            new PaymentView
            {
                PaymentId = payment.ToString(),
                OrderId = view.OrderId,
                ChannelId = first.ToString(),
                ChannelTitle = "closed",
                Kind = "subscription",
                TierNo = 1,
                UserId = 77,
                State = "paid",
                PriceUsd = "9.99",
                Pay = new CoinView("usdt@eth", "9.99"),
                ReceivedUsd = "9.99",
                Outcome = new CoinView("usdt@eth", "9.99"),
                Fee = new CoinView("usdt@eth", "0.2997"),
                Net = new CoinView("usdt@eth", "9.6903"),
                CreatedAt = at.AddMilliseconds(2),
                PaidAt = at.AddMilliseconds(4),
            },
            view
        );
    }

    [Fact]
    public async Task Another_owners_payment_is_not_there()
    {
        var payment = await scene.SellAsync(bobs, 77, Offer.Month);

        Assert.NotNull(await FindAsync(OwnerScene.Bob, payment));
        Assert.Null(await FindAsync(OwnerScene.Alice, payment));
        Assert.Empty(await PageAsync(OwnerScene.Alice, PaymentFilter.All));
        Assert.Empty(
            await PageAsync(OwnerScene.Alice, PaymentFilter.All with { Channel = bobs })
        );
        var search = PaymentSearch.Of(payment.ToString());
        Assert.Empty(
            await PageAsync(OwnerScene.Alice, PaymentFilter.All with { Search = search })
        );
    }

    [Fact]
    public async Task State_kind_channel_and_days_choose()
    {
        var held = await scene.BeginAsync(await OrderAsync(first, 1), "quarantined");
        var sold = await scene.SellAsync(first, 2, Offer.Month);
        var given = await scene.SellAsync(second, 3, Offer.Donation);
        var noon = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromDays(1));
        var later = await scene.SellAsync(first, 4, Offer.Donation);

        var all = PaymentFilter.All;
        Assert.Equal([later, given, sold, held], await PageAsync(OwnerScene.Alice, all));
        await MustAsync([held], all with { State = "quarantined" });
        await MustAsync([later, given, sold], all with { State = "paid" });
        await MustAsync([later, given], all with { Kind = "donation" });
        await MustAsync([later], all with { Kind = "donation", State = "paid", Channel = first });
        await MustAsync([], all with { Kind = "donation", State = "quarantined" });
        await MustAsync([later, sold, held], all with { Channel = first });
        await MustAsync([later], all with { Period = new Period(noon, noon.AddDays(2)) });
        await MustAsync(
            [given, sold, held],
            all with
            {
                Period = new Period(noon.AddHours(-2), noon),
            }
        );
        await MustAsync([], all with { Period = new Period(noon.AddDays(-9), noon.AddDays(-8)) });
    }

    [Fact]
    public async Task A_payment_is_found_by_every_name_it_has()
    {
        var order = await OrderAsync(first, 42);
        var payment = await scene.BeginAsync(order);
        await scene.SettleAsync(
            order,
            payment,
            CoinAmount.Parse(Coin.Usdt, "9.99"),
            "9.99"
        );
        var other = await scene.SellAsync(second, 42, Offer.Month);
        await scene.SellAsync(first, 43, Offer.Month);
        var subscription = await Db.AskAsync<Guid>(
            "select subscription_id from subscriptions where user_id = 42 and channel_id = $1",
            first.Value
        );
        await PayoutRows.SentAsync(Db, payment, first, "0xabc123", Clock.GetUtcNow());

        await FindsAsync(payment.ToString(), payment);
        await FindsAsync($" {order} ", payment);
        await FindsAsync(new SubscriptionId(subscription).ToString(), payment);
        await FindsAsync("42", other, payment);
        await FindsAsync("0xABC123", payment);
        await FindsAsync("0xabc12");
        await FindsAsync("nothing of the kind");
        await FindsAsync("99999999999999999999999");
    }

    [Fact]
    public async Task Who_gives_without_a_name_has_none_and_is_not_found_by_his_number()
    {
        var unknown = await scene.SellAsync(first, 55, Offer.Donation, isAnonymous: true);
        var named = await scene.SellAsync(first, 55, Offer.Donation);

        Assert.Null((await FindAsync(OwnerScene.Alice, unknown))!.UserId);
        Assert.Equal(55, (await FindAsync(OwnerScene.Alice, named))!.UserId);
        await FindsAsync("55", named);
    }

    [Fact]
    public async Task A_table_of_payments_has_a_row_each_and_no_formula()
    {
        await Db.RunAsync("update channels set closed_title = '=HYPERLINK(1),\"x\"'");
        var payment = await scene.SellAsync(first, 77, Offer.Month);
        var view = (await FindAsync(OwnerScene.Alice, payment))!;

        Assert.Equal(
            string.Join(',', PaymentCsv.Head)
                + "\r\n"
                + $"{payment},{view.OrderId},{first},\"'=HYPERLINK(1),\"\"x\"\"\",subscription,1,77,"
                + "paid,,9.99,usdt@eth,9.99,9.99,usdt@eth,9.99,0.2997,9.6903,2026-01-15T12:00:00Z,"
                + "2026-01-15T12:00:00Z\r\n",
            CsvText.Of([PaymentCsv.Head, PaymentCsv.Row(view)])
        );
    }

    private Task<OrderId> OrderAsync(ChannelId channel, long user) =>
        scene.OrderAsync(channel, user, Offer.Month);

    private async Task MustAsync(PaymentId[] expected, PaymentFilter filter) =>
        Assert.Equal(expected, await PageAsync(OwnerScene.Alice, filter));

    private Task FindsAsync(string text, params PaymentId[] expected) =>
        MustAsync(expected, PaymentFilter.All with { Search = PaymentSearch.Of(text) });

    private Task<PaymentView?> FindAsync(TelegramUserId owner, PaymentId payment) =>
        scene.AskAsync(unit => PaymentQueries.FindAsync(unit, owner, payment, Ct));

    private async Task<IReadOnlyList<PaymentId>> PageAsync(
        TelegramUserId owner,
        PaymentFilter filter,
        PaymentId? cursor = null,
        int limit = 100
    )
    {
        var ids = await scene.AskAsync(unit =>
            PaymentPageQueries.PageAsync(unit, owner, filter, cursor?.Value, limit, Ct)
        );
        var views = await scene.AskAsync(unit =>
            PaymentQueries.ViewsAsync(unit, owner, ids, Ct)
        );
        Assert.Equal(ids.Select(id => new PaymentId(id).ToString()), views.Select(v => v.PaymentId));
        return [.. ids.Select(id => new PaymentId(id))];
    }
}
