using System.Net;
using Pgp.FlowTests.Support;

namespace Pgp.FlowTests;

/// <summary>The windows in which an effect could happen twice (spec 10, section 10 E).</summary>
[Collection(nameof(FaultyCollection))]
public sealed class DoubleEffectWindowTests : IAsyncLifetime
{
    private readonly FaultyStack flow;
    private readonly Market market;
    private readonly Provider provider;
    private readonly Courier courier;
    private long sentBefore;
    private Purchase purchase = null!;
    private Story story = null!;

    public DoubleEffectWindowTests(FaultyStack flow)
    {
        this.flow = flow;
        market = new Market(flow);
        provider = new Provider(flow);
        courier = new Courier(flow);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Sabotage Sabotage => flow.Sabotage;

    public async ValueTask InitializeAsync()
    {
        Sabotage.Forget();
        sentBefore = await flow.SentByWalletAsync(Ct);
        purchase = await market.SubscribeAsync(await market.OpenChannelAsync(Ct), Ct);
        story = new Story(flow, purchase.Order);
    }

    public ValueTask DisposeAsync()
    {
        Sabotage.Forget();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task W1_two_messages_of_one_payment_at_once_have_one_set_of_effects()
    {
        var payment = await provider.PayUnheardAsync(purchase, Ct);
        var messages = new[] { 1L, 2L }.Select(at =>
            Provider.Message(payment, "finished", purchase.Order, at).ToJsonString()
        );
        var answers = await Task.WhenAll(messages.Select(m => provider.TellAsync(m, Ct)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Code));
        await story.WaitForPayoutAsync(Ct);

        var reports = (await courier.TasksAsync(story)).Count(t =>
            t.Definition.Name == Tasks.Reported
        );
        Assert.Equal(2, reports);
        await AssertOnceAsync();
    }

    [Fact]
    public async Task W2_two_deliveries_of_the_orchestrators_task_have_one_set_of_effects()
    {
        Sabotage.Kill(m => m.IsIn(story, Tasks.Reported) && m.IsDispatched(), times: 10_000);
        var payment = await provider.PayUnheardAsync(purchase, Ct);
        var message = Provider.Message(payment, "finished", purchase.Order);
        await provider.TellAsync(message.ToJsonString(), Ct);
        var task = await courier.FirstAsync(story, Tasks.Reported, Ct);
        await courier.DeliverAsync(story, task, times: 2, Ct);
        Sabotage.Forget();
        await story.WaitForPayoutAsync(Ct);

        await AssertOnceAsync();
    }

    [Fact]
    public async Task W3_a_crash_after_the_payout_was_enqueued_pays_once()
    {
        var crash = Sabotage.Kill(
            m => m.IsIn(story, Tasks.Reported) && m.IsAfter("update payments"),
            times: 1
        );
        // The payout's task is the last of the unit: it is enqueued, and the commit never comes.
        var last = Sabotage.Kill(
            m =>
                m.IsIn(story, Tasks.Reported)
                && m.Point == "before commit"
                && m.After.Contains("insert into outbox", StringComparison.Ordinal),
            times: 2
        );
        await PayAsync();

        Assert.Equal((1, 2), (crash.Deaths, last.Deaths));
        await AssertOnceAsync();
    }

    [Fact]
    public async Task W4_tasks_whose_acknowledgement_got_lost_change_nothing_when_they_come_again()
    {
        var lost = Sabotage.Kill(
            m =>
                m.IsIn(story, Tasks.Reported)
                && m.IsAfterCommit()
                && m.After.Contains("insert into outbox", StringComparison.Ordinal),
            times: 1
        );
        await PayAsync();
        Assert.Equal(1, lost.Deaths);
        await AssertOnceAsync();

        foreach (var task in await courier.TasksAsync(story))
        {
            await courier.DeliverAsync(story, task, times: 2, Ct);
        }

        await story.WaitForQuietAsync(Ct);
        await AssertOnceAsync();
    }

    [Fact]
    public async Task W5_a_credit_whose_answer_got_lost_is_credited_once()
    {
        var between = Sabotage.Kill(
            m => m.IsIn(story, Tasks.Reported) && m.IsAfter("insert into ledger_postings"),
            times: 1
        );
        var answer = Sabotage.Kill(m => m.IsIn(story, Tasks.Payout) && m.IsAfterCommit(), times: 1);
        await PayAsync();

        Assert.Equal((1, 1), (between.Deaths, answer.Deaths));
        var shares = await story.SharesAsync();
        var owner = (await story.PostingsAsync()).Where(line =>
            line.Contains("owner:", StringComparison.Ordinal)
        );
        Assert.Equal(
            [
                $"payment_settled,owner:*:payable,eth@eth,-{shares.Net}",
                $"payout_created,owner:*:payable,eth@eth,{shares.Net}",
            ],
            owner
        );
        await AssertOnceAsync();
    }

    [Fact]
    public async Task W6_lost_answers_and_crashes_around_the_invite_leave_one_usable_link()
    {
        await flow.Sandbox.OrderFaultAsync(
            """{"partner":"telegram","operation":"createChatInviteLink","kind":"drop_after"}""",
            Ct
        );
        var sent = Sabotage.Kill(
            m => m.IsIn(story, Tasks.Invite) && m.IsAfterCall("/sendMessage"),
            times: 1
        );
        var flag = Sabotage.Kill(
            m => m.IsIn(story, Tasks.Invite) && m.IsAfter("set state   = 'sent'"),
            times: 1
        );
        await PayAsync();

        Assert.Equal((1, 1), (sent.Deaths, flag.Deaths));
        await AssertOnceAsync();
        var messages = (await flow.Sandbox.MessagesAsync(purchase.Person, Ct)).Count(message =>
            ((string?)message!["text"])?.Contains("invite link:", StringComparison.Ordinal) == true
        );
        Assert.Equal(3, messages);
        var link = Assert.Single(await market.InvitesAsync(purchase.Person, Ct)).ToString();
        Assert.Equal("joined", await flow.Sandbox.JoinAsync(purchase.Person, link, Ct));
        var other = await market.NewPersonAsync(Ct);
        Assert.Contains(
            await flow.Sandbox.JoinAsync(other, link, Ct),
            (string[])["declined", "invalid"]
        );
    }

    [Fact]
    public async Task W7_the_same_payout_requested_twice_opens_and_pays_one_order()
    {
        Sabotage.Kill(m => m.IsIn(story, Tasks.Payout) && m.IsDispatched(), times: 10_000);
        await market.PayAsync(purchase, Ct);
        var task = await courier.FirstAsync(story, Tasks.Payout, Ct);
        await courier.DeliverAsync(story, task, times: 2, Ct);
        Sabotage.Forget();
        await story.WaitForPayoutAsync(Ct);

        await AssertOnceAsync();
        var exchange = Assert.Single(await ExchangesAsync());
        Assert.Equal("finished", (string?)exchange["status"]);
    }

    private async Task PayAsync()
    {
        await market.PayAsync(purchase, Ct);
        await story.WaitForPayoutAsync(Ct);
    }

    private async Task AssertOnceAsync()
    {
        Assert.Equal(Story.SwapOnce, await story.EffectsAsync());
        Assert.Single(await market.InvitesAsync(purchase.Person, Ct));
        Assert.Equal(sentBefore + 1, await flow.SentByWalletAsync(Ct));
        Assert.Single(await ExchangesAsync(), e => e["amountFrom"] is not null);
        Assert.All(await flow.DifferencesAsync(Ct), line => Assert.Equal("0", line.Value));
    }

    private async Task<IReadOnlyList<System.Text.Json.Nodes.JsonNode>> ExchangesAsync() =>
        await provider.ExchangesAsync(await story.PayoutIdAsync(), Ct);
}
