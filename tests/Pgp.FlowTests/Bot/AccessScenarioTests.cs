using Pgp.FlowTests.Support;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Bot;

/// <summary>
/// Getting in, staying in and leaving, by the acceptance scenarios of spec 30, section 10.
/// </summary>
[Collection(nameof(BotCollection))]
public sealed class AccessScenarioTests
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private readonly BotStack flow;
    private readonly Market market;
    private readonly Membership members;

    public AccessScenarioTests(BotStack flow)
    {
        this.flow = flow;
        market = new Market(flow);
        members = new Membership(flow);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S03_a_tier_of_90_days_ends_90_days_from_now()
    {
        var phone = await Phone.TakeAsync(flow, Ct);
        await members.EnterAsync(phone, await market.OpenDirectChannelAsync(Ct), Ct, tier: 2);

        Assert.Equal(
            "90 days",
            await flow.Facts.RowAsync(
                """
                select valid_until - valid_from
                  from subscription_events join subscriptions using (subscription_id)
                 where user_id = $1
                """,
                phone.Person
            )
        );
    }

    [Fact]
    public async Task S04_a_renewal_counts_from_the_old_end_and_brings_no_new_invite()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var phone = await Phone.TakeAsync(flow, Ct);
        await members.EnterAsync(phone, channel, Ct);
        await members.AgeAsync(phone, Month - TimeSpan.FromDays(5), Ct);
        await members.BuyAsync(phone, channel, Ct);
        await phone.HearAsync("Your access to", Ct);
        await phone.HearAsync("now lasts until", Ct);

        Assert.Equal(
            "35",
            await flow.Facts.RowAsync(
                """
                select round(extract(epoch from paid_until - now()) / 86400)
                  from subscriptions where user_id = $1
                """,
                phone.Person
            )
        );
        Assert.Single(await market.InvitesAsync(phone.Person, Ct));
        Assert.True(await phone.IsInsideAsync(channel.ClosedId, Ct));
    }

    [Fact]
    public async Task S05_who_returns_after_removal_is_removed_again_at_the_new_end()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var phone = await Phone.TakeAsync(flow, Ct);
        await members.EnterAsync(phone, channel, Ct);
        await members.AgeAsync(phone, Month + TimeSpan.FromDays(4), Ct);
        await phone.WaitUntilOutsideAsync(channel.ClosedId, Ct);
        await phone.HearAsync("is over. Thank you for having been there!", Ct);

        await members.BuyAsync(phone, channel, Ct);
        var again = await members.InviteAsync(phone, after: 1, Ct);
        Assert.Equal("joined", await phone.JoinAsync(again, Ct));

        await members.AgeAsync(phone, Month + TimeSpan.FromDays(4), Ct);
        await phone.WaitUntilOutsideAsync(channel.ClosedId, Ct);
        await RemovalsAreAsync(phone, "done", "done");
    }

    [Fact]
    public async Task S07_a_refused_removal_is_tried_again_and_the_owner_told_after_five()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var phone = await Phone.TakeAsync(flow, Ct);
        await members.EnterAsync(phone, channel, Ct);
        await flow.Sandbox.SetAsync(
            $"telegram/channels/{channel.ClosedId}/bot",
            """{"status":"administrator","can_restrict_members":false}""",
            Ct
        );
        await members.AgeAsync(phone, Month + TimeSpan.FromDays(4), Ct);
        for (var refusals = 1; refusals <= 5; refusals++)
        {
            var wanted = $"banned,{refusals}";
            await Eventually.GetAsync(
                () => StateOfRemovalAsync(phone),
                rows => rows is [var row] && row == wanted,
                Ct
            );
            // The pauses grow to hours; the next try is now.
            await flow.Facts.ChangeAsync(
                $"update removals set next_try_at = now() where user_id = {phone.Person}"
            );
        }

        await new Phone(flow, channel.OwnerId).HearAsync($"{phone.Person}", Ct);
        Assert.True(await phone.IsInsideAsync(channel.ClosedId, Ct));

        await flow.Sandbox.SetAsync(
            $"telegram/channels/{channel.ClosedId}/bot",
            """{"status":"administrator","can_restrict_members":true}""",
            Ct
        );
        // A try that began while it was refused sets its pause after ours.
        await Eventually.GetAsync(
            async () =>
            {
                await flow.Facts.ChangeAsync(
                    $"""
                    update removals set next_try_at = now()
                     where user_id = {phone.Person} and next_try_at > now() + interval '10 minutes'
                    """
                );
                return await phone.IsInsideAsync(channel.ClosedId, Ct);
            },
            isInside => !isInside,
            Ct
        );
        await RemovalsAreAsync(phone, "done");
    }

    [Fact]
    public async Task S07_telegram_that_wants_a_pause_gets_one_and_then_the_member_leaves()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var phone = await Phone.TakeAsync(flow, Ct);
        await members.EnterAsync(phone, channel, Ct);
        await flow.Sandbox.OrderFaultAsync(
            """
            {"partner":"telegram","operation":"banChatMember","kind":"429","retry_after":1}
            """,
            Ct
        );
        await members.AgeAsync(phone, Month + TimeSpan.FromDays(4), Ct);
        await phone.WaitUntilOutsideAsync(channel.ClosedId, Ct);
        await RemovalsAreAsync(phone, "done");
    }

    [Fact]
    public async Task S08_whose_payment_is_confirming_is_not_removed()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var phone = await Phone.TakeAsync(flow, Ct);
        await members.EnterAsync(phone, channel, Ct);
        var provider = new Provider(flow);
        var renewal = await market.SubscribeAsync(channel, phone.Person, Ct);
        var payment = await provider.ChooseAsync(renewal.Invoice, "btc", Ct);
        await provider.ActAsync(payment, "hold", Ct, """{"at":"confirming"}""");
        await provider.DepositAsync(payment, "{}", Ct);
        await Eventually.GetAsync(
            () =>
                flow.Facts.RowsAsync(
                    "select state from payments where provider_payment_id = $1",
                    payment
                ),
            states => states is ["confirming"],
            Ct
        );
        await members.AgeAsync(phone, Month + TimeSpan.FromDays(3.5), Ct);
        await Eventually.GetAsync(
            () =>
                flow.Facts.RowsAsync(
                    """
                    select kind from subscription_events join subscriptions using (subscription_id)
                     where user_id = $1 and kind = 'waited'
                    """,
                    phone.Person
                ),
            kinds => kinds is ["waited"],
            Ct
        );
        Assert.True(await phone.IsInsideAsync(channel.ClosedId, Ct));

        await provider.ActAsync(payment, "release", Ct);
        await phone.HearAsync("now lasts until", Ct);
        Assert.True(await phone.IsInsideAsync(channel.ClosedId, Ct));
        Assert.Empty(await StateOfRemovalAsync(phone));
    }

    [Fact]
    public async Task Somebody_who_did_not_pay_is_declined_by_whatever_link_he_comes()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var buyer = await Phone.TakeAsync(flow, Ct);
        await members.BuyAsync(buyer, channel, Ct);
        var link = await members.InviteAsync(buyer, after: 0, Ct);

        var stranger = await Phone.TakeAsync(flow, Ct, hasStarted: false);
        Assert.Equal("declined", await stranger.JoinAsync(link, Ct));
        await stranger.HearAsync("This channel is for subscribers.", Ct);
        Assert.Equal("joined", await buyer.JoinAsync(link, Ct));
        Assert.False(await stranger.IsInsideAsync(channel.ClosedId, Ct));
    }

    [Fact]
    public async Task Another_invite_takes_the_first_one_back()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var phone = await Phone.TakeAsync(flow, Ct);
        await members.BuyAsync(phone, channel, Ct);
        var first = await members.InviteAsync(phone, after: 0, Ct);
        await phone.SendAsync("/access", Ct);
        var second = await members.InviteAsync(phone, after: 1, Ct);

        Assert.Equal("invalid", await phone.JoinAsync(first, Ct));
        Assert.Equal("joined", await phone.JoinAsync(second, Ct));
    }

    [Fact]
    public async Task A_trial_lets_in_once_and_ends_without_grace()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        await flow.Facts.ChangeAsync(
            $"update channels set trial_days = 3 where open_channel_id = {channel.OpenId}"
        );
        var phone = await Phone.TakeAsync(flow, Ct);
        await phone.StartAsync($"t_{channel.Code}", Ct);
        var menu = await phone.HearAsync("choose what suits you", Ct);
        await phone.PressTextAsync(menu, "Try it for nothing: 3 days", Ct);
        Assert.Equal(
            "joined",
            await phone.JoinAsync(await members.InviteAsync(phone, after: 0, Ct), Ct)
        );
        await members.AgeAsync(phone, TimeSpan.FromDays(3), Ct);
        await phone.WaitUntilOutsideAsync(channel.ClosedId, Ct);
        await phone.PressAsync(menu, $"t:{channel.Code}", Ct);
        await phone.HearAsync("You have had access to this channel before", Ct);
    }

    [Fact]
    public async Task A_gift_is_opened_by_the_first_who_has_its_link()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var giver = await Phone.TakeAsync(flow, Ct);
        await giver.StartAsync($"t_{channel.Code}", Ct);
        var menu = await giver.HearAsync("choose what suits you", Ct);
        await giver.PressTextAsync(menu, "Give it as a gift", Ct);
        var gifts = await giver.HearAsync("A gift of", Ct);
        await giver.PressTextAsync(gifts, "30 days: 9.99 USD", Ct);
        var bill = await giver.HearAsync("The gift's code follows here", Ct);
        await flow.Sandbox.PayAsync(SandboxClient.LinkOf(bill)!, "btc", "1.0", Ct);
        var ready = await giver.HearAsync("Your gift is ready.", Ct);
        var code = Phone.TextOf(ready).Split("start=g_")[1].Split('\n')[0].Trim();
        Assert.Empty(await market.InvitesAsync(giver.Person, Ct));

        var receiver = await Phone.TakeAsync(flow, Ct);
        await receiver.StartAsync($"g_{code}", Ct);
        var link = await members.InviteAsync(receiver, after: 0, Ct);
        Assert.Equal("joined", await receiver.JoinAsync(link, Ct));
        Assert.Equal(["active"], await members.StateAsync(receiver));

        var late = await Phone.TakeAsync(flow, Ct);
        await late.StartAsync($"g_{code}", Ct);
        await late.HearAsync("This gift was opened by somebody else.", Ct);
        Assert.Empty(await members.StateAsync(late));
    }

    [Fact]
    public async Task Reminders_come_once_each_and_none_to_who_lets_it_end()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var phone = await Phone.TakeAsync(flow, Ct);
        await members.EnterAsync(phone, channel, Ct);
        await members.AgeAsync(phone, TimeSpan.FromDays(23.5), Ct);
        await phone.HearAsync("ends in 7 days", Ct);
        await members.AgeAsync(phone, TimeSpan.FromDays(4), Ct);
        var third = await phone.HearAsync("ends in 3 days", Ct);
        await phone.PressTextAsync(third, "Let it end", Ct);
        await phone.HearAsync("are not reminded any more", Ct);
        await members.AgeAsync(phone, TimeSpan.FromDays(2), Ct);
        await members.AgeAsync(phone, TimeSpan.FromDays(1), Ct);
        await phone.HearAsync("You can stay until", Ct);

        var texts = await phone.TextsAsync(Ct);
        Assert.Equal(2, texts.Count(text => text.Contains("ends in", StringComparison.Ordinal)));
    }

    private Task<IReadOnlyList<string>> StateOfRemovalAsync(Phone phone) =>
        flow.Facts.RowsAsync(
            "select state, refusals from removals where user_id = $1 order by seq",
            phone.Person
        );

    private Task<IReadOnlyList<string>> RemovalsAreAsync(Phone phone, params string[] states) =>
        Eventually.GetAsync(
            () =>
                flow.Facts.RowsAsync(
                    "select state from removals where user_id = $1 order by seq",
                    phone.Person
                ),
            found => found.SequenceEqual(states),
            Ct
        );
}
