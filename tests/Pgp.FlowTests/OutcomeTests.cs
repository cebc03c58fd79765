using Pgp.FlowTests.Support;
using Pgp.Testing;

namespace Pgp.FlowTests;

/// <summary>
/// Outcomes of <c>docs/outcomes.md</c> from the buyer's deposit to the bot's words, with provider,
/// Telegram and chain at work.
/// </summary>
[Collection(nameof(StrangeCollection))]
public sealed class OutcomeTests(StrangeStack flow)
{
    private const string Underpaid = "Less than the price arrived.";
    private const string Overpaid = "More than the price arrived.";
    private const string Held = "Your payment arrived and is being looked at.";
    private const string Expired = "This invoice has expired.";
    private const string Refunded = "The payment was refunded.";

    private readonly Market market = new(flow);
    private readonly Provider provider = new(flow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Less_is_told_once_with_the_rest_and_a_button_and_a_top_up_completes_it()
    {
        var (purchase, story, chat) = await BuyAsync();
        var payment = await market.PayAsync(purchase, Ct, "eth", share: "0.9");
        var news = await chat.HearAsync(Underpaid, Ct);
        // 9.99 USD are 0.003996 ETH, a tenth of which is missing.
        Assert.Contains("Still missing: 0.0003996 ETH.", Chat.TextOf(news));
        Assert.Equal(("Pay the rest", purchase.Invoice.AbsoluteUri), Chat.ButtonOf(news));

        await provider.DepositAsync(payment, """{"rest":true,"top_up":true}""", Ct);
        await story.WaitForPayoutAsync(Ct);
        Assert.Equal(["paid,finished,"], await story.PaymentsAsync());
        Assert.Equal([Underpaid], await chat.NewsAsync(Ct));
        Assert.Single(await market.InvitesAsync(purchase.Person, Ct));
    }

    [Fact]
    public async Task More_is_accepted_and_told()
    {
        var (purchase, story, chat) = await BuyAsync();
        await market.PayAsync(purchase, Ct, "eth", share: "1.5");
        await story.WaitForPayoutAsync(Ct);

        Assert.Equal(["paid,finished,overpaid"], await story.PaymentsAsync());
        Assert.Equal(Story.DirectOnce, await story.EffectsAsync());
        Assert.Equal([Overpaid], await chat.NewsAsync(Ct));
    }

    [Fact]
    public async Task What_comes_late_counts_if_it_is_still_worth_it()
    {
        var (purchase, story, chat) = await BuyAsync();
        var payment = await ExpireAsync(purchase, story, "btc");
        await chat.HearAsync(Expired, Ct);
        await provider.DepositAsync(payment, """{"share":"1.0"}""", Ct);
        await story.WaitForPayoutAsync(Ct);

        Assert.Equal(["paid,finished,late"], await story.PaymentsAsync());
        Assert.Equal(Story.DirectOnce, await story.EffectsAsync());
        Assert.Equal([Expired], await chat.NewsAsync(Ct));
        Assert.Single(await market.InvitesAsync(purchase.Person, Ct));
    }

    [Fact]
    public async Task What_comes_late_is_held_when_its_coin_has_fallen()
    {
        var (purchase, story, chat) = await BuyAsync();
        var payment = await ExpireAsync(purchase, story, "ltc");
        await flow.Sandbox.SetAsync("prices", """{"litecoin":"56"}""", Ct);
        await provider.DepositAsync(payment, """{"share":"1.0"}""", Ct);
        await flow.Sandbox.SetAsync("prices", """{"litecoin":"80"}""", Ct);
        await story.WaitForPaymentsAsync(Ct, "quarantined,finished,late_price_moved");

        var news = await chat.HearAsync(Held, Ct);
        Assert.Contains("worth less than the price", Chat.TextOf(news));
        Assert.Equal([Expired, Held], await chat.NewsAsync(Ct));
        Assert.Empty(await market.InvitesAsync(purchase.Person, Ct));
    }

    [Fact]
    public async Task A_repeated_deposit_is_told_and_gives_no_second_access()
    {
        var (purchase, story, chat) = await BuyAsync();
        var payment = await market.PayAsync(purchase, Ct);
        await story.WaitForPayoutAsync(Ct);
        await provider.DepositAsync(payment, """{"share":"1.0"}""", Ct);

        var news = await chat.HearAsync(Held, Ct);
        Assert.Contains("an address that was used before", Chat.TextOf(news));
        Assert.Single(await market.InvitesAsync(purchase.Person, Ct));
    }

    [Fact]
    public async Task Another_coin_is_told_with_a_way_to_see_where_it_stands()
    {
        var (purchase, story, chat) = await BuyAsync();
        var payment = await provider.ChooseAsync(purchase.Invoice, "btc", Ct);
        await story.WaitForPaymentsAsync(Ct, "waiting,waiting,");
        await provider.DepositAsync(payment, """{"asset":"usdttrc20","amount":"9.99"}""", Ct);

        var news = await chat.HearAsync(Held, Ct);
        Assert.Contains("Another coin came than the one you had chosen", Chat.TextOf(news));
        var (text, page) = Chat.ButtonOf(news);
        Assert.Equal("See where it stands", text);
        var shown = await flow.Http.GetStringAsync(
            page.Replace("/payment-processing", "/api/payment-status", StringComparison.Ordinal),
            Ct
        );
        Assert.Contains("\"status\":\"held\"", shown);
    }

    [Fact]
    public async Task After_a_refund_one_press_buys_it_again()
    {
        var (purchase, story, chat) = await BuyAsync();
        var payment = await market.PayAsync(purchase, Ct);
        await story.WaitForPayoutAsync(Ct);
        var postings = await story.PostingsAsync();
        await provider.ActAsync(payment, "refund", Ct);
        var news = await chat.HearAsync(Refunded, Ct);

        // No money of ours moved: the books are as they were.
        Assert.Equal(["refunded,refunded,refunded_after_paid"], await story.PaymentsAsync());
        Assert.Equal(postings, await story.PostingsAsync());
        var (text, data) = Chat.ButtonOf(news);
        Assert.Equal("Buy again", text);
        await flow.Sandbox.PressAsync(purchase.Person, (int)news["message_id"]!, data, Ct);
        var orders = await Eventually.GetAsync(
            () =>
                flow.Facts.RowsAsync(
                    """
                    select kind, tier_no, days, price_usd, state from orders
                     where user_id = $1 order by created_at
                    """,
                    purchase.Person
                ),
            rows => rows.Count == 2 && rows[1].EndsWith("invoiced", StringComparison.Ordinal),
            Ct
        );
        Assert.Equal(orders[0], orders[1]);
    }

    [Fact]
    public async Task While_the_provider_is_down_a_payment_waits_and_then_it_is_paid()
    {
        var (purchase, story, _) = await BuyAsync();
        await flow.Sandbox.OrderFaultAsync(
            """
            {"partner":"nowpayments","operation":"GET *payment/*","kind":"500_before","times":1000}
            """,
            Ct
        );
        try
        {
            await market.PayAsync(purchase, Ct);
            await Eventually.GetAsync(
                () =>
                    flow.Facts.RowsAsync(
                        "select 1 from outbox where correlation = $1 and last_error is not null",
                        story.Name
                    ),
                rows => rows.Count > 0,
                Ct
            );
            Assert.Empty(await story.PaymentsAsync());
        }
        finally
        {
            await provider.ForgiveAsync("nowpayments", Ct);
        }

        await story.WaitForPayoutAsync(Ct);
        Assert.Equal(Story.DirectOnce, await story.EffectsAsync());
    }

    [Fact]
    public async Task The_providers_books_decide_and_not_its_message()
    {
        var (purchase, story, chat) = await BuyAsync();
        var payment = await market.PayAsync(purchase, Ct, "btc", share: "0.5");
        await chat.HearAsync(Underpaid, Ct);
        // In full, and finished, says a message with a good signature.
        var message = Provider.Message(payment, "finished", purchase.Order).ToJsonString();
        Assert.Equal(System.Net.HttpStatusCode.OK, (await provider.TellAsync(message, Ct)).Code);
        await story.WaitForQuietAsync(Ct);

        Assert.Equal(["partially_paid,partially_paid,underpaid"], await story.PaymentsAsync());
        Assert.Equal([Underpaid], await chat.NewsAsync(Ct));
        Assert.Empty(await market.InvitesAsync(purchase.Person, Ct));
    }

    private async Task<string> ExpireAsync(Purchase purchase, Story story, string coin)
    {
        var payment = await provider.ChooseAsync(purchase.Invoice, coin, Ct);
        await story.WaitForPaymentsAsync(Ct, "waiting,waiting,");
        await provider.ActAsync(payment, "expire", Ct);
        await story.WaitForPaymentsAsync(Ct, "expired,expired,");
        return payment;
    }

    private async Task<(Purchase Purchase, Story Story, Chat Chat)> BuyAsync()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var purchase = await market.SubscribeAsync(channel, Ct);
        return (purchase, new Story(flow, purchase.Order), new Chat(flow, purchase));
    }
}
