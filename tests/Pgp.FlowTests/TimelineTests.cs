using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Services;
using Pgp.FlowTests.Support;
using Pgp.Host.Operations;
using Pgp.Testing;

namespace Pgp.FlowTests;

/// <summary>What operators see of one purchase, and that entering the channel is noticed.</summary>
[Collection(nameof(AlertCollection))]
public sealed class TimelineTests(AlertStack flow)
{
    private readonly Market market = new(flow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_payment_is_told_from_order_to_payout_in_order()
    {
        var purchase = await BuyAsync();
        await using var database = Open();
        var story = Assert.Single(
            await new Timelines(database).OfPaymentAsync(purchase.Order.ToString(), Ct)
        );
        Assert.Equal("paid", story.State);
        Assert.Equal(story.Events.OrderBy(one => one.At), story.Events);
        Assert.Equal("order placed", story.Events[0].What);
        string[] told =
        [
            "invoice made",
            "provider message",
            "payment settled",
            "subscription purchased",
            "invite sent",
            "link used",
            "payout created",
            "transaction signed",
            "transfer confirmed",
            "execution completed",
        ];
        Assert.Subset(story.Events.Select(one => one.What).ToHashSet(), told.ToHashSet());
        var postings = story.Events.Where(one => one.Part == "ledger").ToList();
        Assert.All(postings, posting => Assert.NotNull(posting.Amount));
        Assert.Equal(
            await flow.Facts.RowAsync(
                """
                select count(*)
                  from ledger_postings
                  join ledger_entries using (entry_id)
                 where payment_id = $1 or payout_id = $2
                """,
                PaymentId.Parse(story.Subject).Value,
                $"instant:{story.Subject}"
            ),
            postings.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public async Task A_payout_is_told_by_its_id_with_the_tasks_of_its_order()
    {
        var purchase = await BuyAsync();
        var payment = await flow.Facts.RowAsync(
            "select payment_id from payments where order_id = $1",
            purchase.Order.Value
        );
        var id = PayoutId.Instant(new PaymentId(Guid.Parse(payment)));
        await using var database = Open();
        var story = await new Timelines(database).OfPayoutAsync(id, Ct);
        Assert.Equal("completed", story!.State);
        Assert.Equal(story.Events.OrderBy(one => one.At), story.Events);
        string[] told =
        [
            "payout created",
            "taken over",
            "transaction signed",
            "execution completed",
            "payout_created",
            $"task {Tasks.Transfer}",
        ];
        Assert.Subset(story.Events.Select(one => one.What).ToHashSet(), told.ToHashSet());
    }

    [Fact]
    public async Task What_nobody_knows_has_no_story()
    {
        await using var database = Open();
        var timelines = new Timelines(database);
        var nobody = PaymentId.New(TimeProvider.System);
        Assert.Empty(await timelines.OfPaymentAsync(nobody.ToString(), Ct));
        Assert.Empty(await timelines.OfPaymentAsync("no id at all", Ct));
        Assert.Null(await timelines.OfPayoutAsync(PayoutId.Instant(nobody), Ct));
    }

    // Until the buyer is in and the owner is paid.
    private async Task<Purchase> BuyAsync()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var purchase = await market.SubscribeAsync(channel, Ct);
        await market.PayAsync(purchase, Ct);
        await new Story(flow, purchase.Order).WaitForPayoutAsync(Ct);
        var link = await Eventually.FindAsync(
            async () => await market.InvitesAsync(purchase.Person, Ct) is [var one] ? one : null,
            Ct
        );
        await flow.Sandbox.JoinAsync(purchase.Person, link.AbsoluteUri, Ct);
        await Eventually.GetAsync(
            () =>
                flow.Facts.RowsAsync(
                    "select user_id from channel_joins where link = $1",
                    link.AbsoluteUri
                ),
            rows => rows is [var user] && user == $"{purchase.Person}",
            Ct
        );
        return purchase;
    }

    private Database Open() =>
        DataSources.Open(
            new DatabaseAddress(flow.Stack.Database, AssumeRole: true),
            ServiceName.Oversight.DatabaseRole,
            TimeProvider.System
        );
}
