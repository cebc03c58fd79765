using Pgp.Contracts.Policies;
using Pgp.FlowTests.Support;
using Pgp.Testing;

namespace Pgp.FlowTests;

/// <summary>Operators draw limits and stop things; nothing that waits is lost.</summary>
[Collection(nameof(StrangeCollection))]
public sealed class PolicyTests(StrangeStack flow) : IAsyncLifetime
{
    private const string OrdersSql = """
        select order_id from orders where user_id = $1
        """;

    private const string WaitingSql = """
        select last_error
          from outbox
         where correlation = $1 and name = $2 and state = 'open' and attempts > 0
        """;

    private const string TransferSql = """
        select transfer.state, transfer.error_code, transfer.reason,
               (select count(*) from chain_transactions sent
                 where sent.payout_id = transfer.payout_id)
          from chain_transfers as transfer
          join payouts using (payout_id)
          join payments using (payment_id)
         where order_id = $1
        """;

    private const string HeldSql = """
        select payouts.state, held_by_limit, payouts.reason, value_usd < 9.99
          from payouts
          join payments using (payment_id)
         where order_id = $1
        """;

    private readonly Market market = new(flow);
    private readonly Policies policies = new(flow.Stack.Database);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => policies.DisposeAsync();

    [Fact]
    public async Task While_new_invoices_are_off_a_buyer_is_told_and_nothing_is_created()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var person = await market.NewPersonAsync(Ct);
        await policies.SwitchAsync(KillSwitch.NewInvoices, isOn: false, Ct);
        await flow.Sandbox.StartBotAsync(person, channel.Subscription(1), Ct);
        await HearsAsync(person, "No new payments are taken at the moment");
        Assert.Empty(await flow.Facts.RowsAsync(OrdersSql, person));

        await policies.SwitchAsync(KillSwitch.NewInvoices, isOn: true, Ct);
        await market.SubscribeAsync(channel, person, Ct);
        Assert.Single(await flow.Facts.RowsAsync(OrdersSql, person));
    }

    [Fact]
    public async Task A_price_over_the_limit_is_refused_with_the_limit()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var person = await market.NewPersonAsync(Ct);
        await policies.LimitAsync("per_transaction_max", "9.98", Ct);
        await flow.Sandbox.StartBotAsync(person, channel.Subscription(1), Ct);
        await HearsAsync(person, "One payment can be at most 9.98 USD.");
        Assert.Empty(await flow.Facts.RowsAsync(OrdersSql, person));

        await policies.LimitAsync("per_transaction_max", "9.99", Ct);
        await market.SubscribeAsync(channel, person, Ct);
    }

    [Fact]
    public async Task While_swaps_are_off_an_order_waits_and_then_goes_on_by_itself()
    {
        var purchase = await market.SubscribeAsync(await market.OpenChannelAsync(Ct), Ct);
        var story = new Story(flow, purchase.Order);
        await policies.SwitchAsync(KillSwitch.Swaps, isOn: false, Ct);
        await market.PayAsync(purchase, Ct);
        await Eventually.GetAsync(
            () => flow.Facts.RowsAsync(WaitingSql, story.Name, Tasks.Swap),
            seen => seen is ["swaps are switched off"],
            Ct
        );
        Assert.Equal("order_requested", await story.PayoutStateAsync());

        await policies.SwitchAsync(KillSwitch.Swaps, isOn: true, Ct);
        await story.WaitForPayoutAsync(Ct);
        Assert.Equal(Story.SwapOnce, await story.EffectsAsync());
    }

    [Fact]
    public async Task While_payouts_are_off_a_transfer_waits_without_a_nonce_and_then_goes_on()
    {
        var purchase = await market.SubscribeAsync(await market.OpenDirectChannelAsync(Ct), Ct);
        var story = new Story(flow, purchase.Order);
        await policies.SwitchAsync(KillSwitch.Payouts, isOn: false, Ct);
        await market.PayAsync(purchase, Ct);
        await SeeTransferAsync(story, "requested,SwitchedOff,payouts are switched off,0");

        await policies.SwitchAsync(KillSwitch.Payouts, isOn: true, Ct);
        await story.WaitForPayoutAsync(Ct);
        Assert.Equal(Story.DirectOnce, await story.EffectsAsync());
    }

    [Fact]
    public async Task What_has_a_nonce_already_is_not_signed_while_payouts_are_off()
    {
        var purchase = await market.SubscribeAsync(await market.OpenDirectChannelAsync(Ct), Ct);
        var story = new Story(flow, purchase.Order);
        var hasNonce = false;
        var isHeld = true;
        flow.Sabotage.Witness(moment =>
        {
            if (moment.IsIn(story, Tasks.FollowUp) && moment.IsAfter("update wallets"))
            {
                Volatile.Write(ref hasNonce, true);
            }
        });
        // From there on it dies before it can ask, until the answer is no.
        var deaths = flow.Sabotage.Kill(
            moment =>
                moment.IsIn(story, Tasks.FollowUp)
                && moment.IsBefore("from switches")
                && Volatile.Read(ref hasNonce)
                && Volatile.Read(ref isHeld),
            int.MaxValue
        );
        try
        {
            await market.PayAsync(purchase, Ct);
            await Eventually.GetAsync(() => Task.FromResult(deaths.Deaths), seen => seen > 0, Ct);
            await policies.SwitchAsync(KillSwitch.Payouts, isOn: false, Ct);
            Volatile.Write(ref isHeld, false);
            await SeeTransferAsync(story, "reserved,SwitchedOff,payouts are switched off,0");

            await policies.SwitchAsync(KillSwitch.Payouts, isOn: true, Ct);
            await story.WaitForPayoutAsync(Ct);
            Assert.Equal(Story.DirectOnce, await story.EffectsAsync());
        }
        finally
        {
            flow.Sabotage.Forget();
        }
    }

    [Fact]
    public async Task A_payout_over_the_limit_waits_with_its_reason_until_the_limit_is_raised()
    {
        var purchase = await market.SubscribeAsync(await market.OpenDirectChannelAsync(Ct), Ct);
        var story = new Story(flow, purchase.Order);
        await policies.LimitAsync("payout_per_transaction_max", "5", Ct);
        await market.PayAsync(purchase, Ct);
        var held = await Eventually.GetAsync(
            () => flow.Facts.RowsAsync(HeldSql, story.Order.Value),
            seen => seen.Count > 0,
            Ct
        );
        Assert.Matches(
            "^created,t,9[.][0-9]+ usd is over limit payout_per_transaction_max of 5 usd; .*,t$",
            Assert.Single(held)
        );
        Assert.DoesNotContain(
            await story.PostingsAsync(),
            posting => posting.StartsWith("payout_created", StringComparison.Ordinal)
        );

        await policies.LimitAsync("payout_per_transaction_max", "10000", Ct);
        await story.WaitForPayoutAsync(Ct);
        Assert.Equal(Story.DirectOnce, await story.EffectsAsync());
    }

    private async Task HearsAsync(long person, string text) =>
        await flow.Sandbox.WaitForMessageAsync(
            person,
            message => ((string?)message["text"])?.Contains(text, StringComparison.Ordinal) is true,
            Ct
        );

    private async Task SeeTransferAsync(Story story, string expected) =>
        await Eventually.GetAsync(
            () => flow.Facts.RowsAsync(TransferSql, story.Order.Value),
            seen => seen.SequenceEqual([expected]),
            Ct
        );
}
