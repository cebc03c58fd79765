using System.Numerics;
using Pgp.Adapters.Ethereum;
using Pgp.Contracts.Money;
using Pgp.FlowTests.Support;
using Pgp.Host.Stack;

namespace Pgp.FlowTests;

/// <summary>Payments from the buyer's tap to the owner's coins, unit by unit.</summary>
[Collection(nameof(CleanCollection))]
public sealed class PurchaseTests(CleanStack flow)
{
    private const int FeePercent = 3;

    private readonly Market market = new(flow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscription_lets_the_buyer_in_and_pays_the_owner_in_the_wanted_coin()
    {
        var before = await BalanceAsync(Coin.Usdt, Market.OwnerOfUsdt);
        var channel = await market.OpenChannelAsync(Ct);
        var purchase = await market.SubscribeAsync(channel, Ct);
        await market.PayAsync(purchase, Ct);
        var story = new Story(flow, purchase.Order);
        await story.WaitForPayoutAsync(Ct);

        Assert.Equal(Story.SwapOnce, await story.EffectsAsync());
        Assert.Equal(["paid,finished,"], await story.PaymentsAsync());
        var shares = await story.SharesAsync();
        Assert.Equal(shares.Received * FeePercent / 100, shares.Fee);
        Assert.Equal(shares.Received, shares.Fee + shares.Net);
        Assert.Equal(SwapPostings(shares), await story.PostingsAsync());
        var paid = await flow.Facts.RowAsync(
            """
            select paid_amount from payout_executions join payouts using (payout_id)
              join payments using (payment_id) where order_id = $1 and paid_coin = 'usdt@eth'
            """,
            purchase.Order.Value
        );
        var received = await BalanceAsync(Coin.Usdt, Market.OwnerOfUsdt) - before;
        Assert.Equal(received.ToString(), paid);
        await BuyerIsInAsync(purchase);
        await OwnerHeardAsync(channel, "New subscription payment", "Payout sent");
        await AssertReconciledAsync();
    }

    [Fact]
    public async Task A_donation_pays_the_owner_and_never_gives_access()
    {
        var before = await BalanceAsync(Coin.Eth, Market.OwnerOfEther);
        var channel = await market.OpenDirectChannelAsync(Ct);
        var purchase = await market.DonateAsync(channel, Ct);
        await market.PayAsync(purchase, Ct, "usdttrc20");
        var story = new Story(flow, purchase.Order);
        await story.WaitForPayoutAsync(Ct);

        Assert.Equal(
            Story
                .DirectOnce.Replace("extensions 1", "extensions 0", StringComparison.Ordinal)
                .Replace("invites 1", "invites 0", StringComparison.Ordinal),
            await story.EffectsAsync()
        );
        var shares = await story.SharesAsync();
        Assert.Equal(shares.Received * FeePercent / 100, shares.Fee);
        Assert.Equal(DirectPostings(shares), await story.PostingsAsync());
        var received = await BalanceAsync(Coin.Eth, Market.OwnerOfEther) - before;
        Assert.Equal(shares.Net, received);
        Assert.Empty(await market.InvitesAsync(purchase.Person, Ct));
        var subscriptions = "select 1 from subscriptions where user_id = $1";
        Assert.Empty(await flow.Facts.RowsAsync(subscriptions, purchase.Person));
        await OwnerHeardAsync(channel, "New donation", "Payout sent");
        await AssertReconciledAsync();
    }

    [Fact]
    public async Task A_renewal_extends_from_the_old_end()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var first = await market.SubscribeAsync(channel, Ct);
        await market.PayAsync(first, Ct);
        await new Story(flow, first.Order).WaitForPayoutAsync(Ct);
        var second = await market.SubscribeAsync(channel, first.Person, Ct, tier: 2);
        await market.PayAsync(second, Ct);
        await new Story(flow, second.Order).WaitForPayoutAsync(Ct);

        var events = await flow.Facts.RowsAsync(
            """
            select event.kind, event.days, event.valid_until - event.valid_from,
                   event.valid_from = lag(event.valid_until) over (order by event.created_at),
                   event.valid_until = subscriptions.paid_until
              from subscription_events as event
              join subscriptions using (subscription_id)
             where user_id = $1
             order by event.created_at
            """,
            first.Person
        );
        Assert.Equal(["purchased,30,30 days,,f", "renewed,90,90 days,t,t"], events);
        await AssertReconciledAsync();
    }

    [Fact]
    public async Task An_overpaid_invoice_is_split_and_paid_out_completely()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var purchase = await market.SubscribeAsync(channel, Ct);
        await market.PayAsync(purchase, Ct, "eth", share: "2.5");
        var story = new Story(flow, purchase.Order);
        await story.WaitForPayoutAsync(Ct);

        Assert.Equal(Story.DirectOnce, await story.EffectsAsync());
        var shares = await story.SharesAsync();
        // 2.5 times 9.99 USD at 2500 USD per ETH, less the provider's half percent rounded up.
        Assert.Equal(BigInteger.Parse("9940050000000000"), shares.Received);
        Assert.Equal(DirectPostings(shares), await story.PostingsAsync());
        await AssertReconciledAsync();
    }

    [Fact]
    public async Task A_trillion_coins_are_carried_to_the_last_unit()
    {
        await using var policies = new Policies(flow.Stack.Database);
        foreach (
            var span in new[] { "per_transaction", "daily_per_channel", "monthly_per_channel" }
        )
        {
            await policies.LimitAsync($"payout_{span}_max", "999999999999", Ct);
        }

        var channel = await market.OpenChannelAsync(Ct);
        var purchase = await market.SubscribeAsync(channel, Ct);
        var provider = new Provider(flow);
        var payment = await provider.ChooseAsync(purchase.Invoice, "doge", Ct);
        await provider.DepositAsync(payment, """{"amount":"1000000000000.12345678"}""", Ct);
        var story = new Story(flow, purchase.Order);
        await story.WaitForPayoutAsync(Ct);

        Assert.Equal(Story.SwapOnce, await story.EffectsAsync());
        var shares = await story.SharesAsync();
        Assert.Equal(SwapPostings(shares), await story.PostingsAsync());
        await AssertReconciledAsync();
    }

    [Fact]
    public async Task A_coin_that_we_do_not_know_is_paid_for_what_arrived_of_it()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var purchase = await market.SubscribeAsync(channel, Ct);
        await market.PayAsync(purchase, Ct, "maticmainnet");
        var story = new Story(flow, purchase.Order);
        await story.WaitForPayoutAsync(Ct);

        Assert.Equal(Story.DirectOnce, await story.EffectsAsync());
        await AssertReconciledAsync();
    }

    private async Task BuyerIsInAsync(Purchase purchase)
    {
        var link = Assert.Single(await market.InvitesAsync(purchase.Person, Ct)).ToString();
        Assert.Equal("joined", await flow.Sandbox.JoinAsync(purchase.Person, link, Ct));
        var other = await market.NewPersonAsync(Ct);
        Assert.Contains(
            await flow.Sandbox.JoinAsync(other, link, Ct),
            (string[])["declined", "invalid"]
        );
    }

    private async Task OwnerHeardAsync(SampleChannel channel, params string[] headings)
    {
        var messages = await flow.Sandbox.MessagesAsync(channel.OwnerId, Ct);
        var texts = messages.Select(message => (string?)message!["text"] ?? "");
        Assert.Equal(
            headings,
            texts
                .Select(text => text.Split('\n')[0])
                .Where(line =>
                    line.StartsWith("New ", Ordinal) || line.StartsWith("Payout", Ordinal)
                )
        );
    }

    private async Task AssertReconciledAsync() =>
        Assert.All(await flow.DifferencesAsync(Ct), line => Assert.Equal("0", line.Value));

    private async Task<BigInteger> BalanceAsync(Coin coin, string holder) =>
        (
            await flow.Chain.BalanceAsync(ChainAssets.Mainnet[coin], EthAddress.Parse(holder), Ct)
        ).Atomic;

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static string[] SwapPostings(Shares shares) =>
        [
            .. Opening(shares),
            $"transfer_mined,swap:changenow,eth@eth,{shares.Net}",
            $"transfer_mined,wallet:host,eth@eth,-{shares.Net}",
            $"transfer_mined,platform:gas,eth@eth,{shares.Gas}",
            $"transfer_mined,wallet:host,eth@eth,-{shares.Gas}",
            $"payout_completed,payouts:in_flight,eth@eth,{shares.Net}",
            $"payout_completed,swap:changenow,eth@eth,-{shares.Net}",
        ];

    private static string[] DirectPostings(Shares shares) =>
        [
            .. Opening(shares),
            $"transfer_mined,payouts:in_flight,eth@eth,{shares.Net}",
            $"transfer_mined,wallet:host,eth@eth,-{shares.Net}",
            $"transfer_mined,platform:gas,eth@eth,{shares.Gas}",
            $"transfer_mined,wallet:host,eth@eth,-{shares.Gas}",
        ];

    private static string[] Opening(Shares shares) =>
        [
            $"payment_settled,wallet:host,eth@eth,{shares.Net}",
            $"payment_settled,owner:*:payable,eth@eth,-{shares.Net}",
            $"payment_settled,wallet:host,eth@eth,{shares.Fee}",
            $"payment_settled,platform:fees,eth@eth,-{shares.Fee}",
            $"payout_created,owner:*:payable,eth@eth,{shares.Net}",
            $"payout_created,payouts:in_flight,eth@eth,-{shares.Net}",
        ];
}
