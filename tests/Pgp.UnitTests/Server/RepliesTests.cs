using Pgp.Adapters.Telegram;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;
using Pgp.Server.Donating;
using Pgp.Server.Shop;
using Pgp.Texts;

namespace Pgp.UnitTests.Server;

public sealed class RepliesTests
{
    private static readonly Speech Say = Speech.In(Language.English);
    private static readonly Uri Page = new("https://pay.example/i/1");

    [Fact]
    public void A_title_cannot_bring_in_tags()
    {
        var reply = ShopReplies.Pay(Say, OrderOf("<a href=\"x\">A & B</a>", days: 30), Page);

        Assert.Contains("&lt;a href=&quot;x&quot;&gt;A &amp; B&lt;/a&gt;", reply.Html);
        Assert.DoesNotContain("<a ", reply.Html);
    }

    [Fact]
    public void A_subscription_states_price_and_days()
    {
        var reply = ShopReplies.Pay(Say, OrderOf("News", days: 30), Page);

        Assert.Contains("<b>News</b> for 30 days", reply.Html);
        Assert.Contains("<b>9.90 USD</b>", reply.Html);
        Assert.Equal(new TelegramButton.Link("Pay 9.90 USD", Page), Assert.Single(reply.Buttons));
    }

    [Fact]
    public void A_donation_speaks_of_no_access()
    {
        var reply = ShopReplies.Pay(Say, OrderOf("News", days: null), Page);

        Assert.Contains("Donation to <b>News</b>", reply.Html);
        Assert.DoesNotContain("invite", reply.Html);
    }

    [Fact]
    public void The_keyboard_of_donations_offers_four_amounts()
    {
        var channel = new Channel(ChannelId.New(TimeProvider.System), "Ab3dEf6hIj9k", "News");

        Assert.Equal(
            [
                new TelegramButton.Callback("5.00 USD", "d:Ab3dEf6hIj9k:500"),
                new TelegramButton.Callback("10.00 USD", "d:Ab3dEf6hIj9k:1000"),
                new TelegramButton.Callback("25.00 USD", "d:Ab3dEf6hIj9k:2500"),
                new TelegramButton.Callback("50.00 USD", "d:Ab3dEf6hIj9k:5000"),
            ],
            DonationReplies.Ask(Say, channel).Buttons.SkipLast(1)
        );
    }

    [Theory]
    [InlineData(LimitSpan.Transaction, "at most 1,000.00 USD", "smaller amount")]
    [InlineData(LimitSpan.Day, "at most 1,000.00 USD within 24 hours", "come back later")]
    [InlineData(LimitSpan.ThirtyDays, "at most 1,000.00 USD within 30 days", "come back later")]
    public void Who_is_over_a_limit_hears_which_and_what_to_do(
        LimitSpan span,
        string limit,
        string advice
    )
    {
        var amount = Amount<Usd>.Parse("1000");
        var over = new Limit("any", LimitScope.Invoice, span, amount, LimitAction.Block);

        var reply = ShopReplies.OverLimit(Say, over);

        Assert.Contains(limit, reply.Html);
        Assert.Contains(advice, reply.Html);
        Assert.Contains("You have not been charged", reply.Html);
    }

    [Fact]
    public void An_order_that_waits_for_a_switch_can_be_tried_again()
    {
        var order = OrderOf("News", days: 30);

        var button = Assert.Single(ShopReplies.OrderPaused(Say, order).Buttons);

        Assert.Equal(new TelegramButton.Callback("Try again", $"r:{order.Id}"), button);
    }

    private static Order OrderOf(string title, int? days) =>
        new(
            OrderId.New(TimeProvider.System),
            new TelegramUserId(7),
            title,
            Amount<Usd>.Parse("9.9"),
            days,
            "token",
            InvoiceUrl: null,
            DateTimeOffset.UnixEpoch,
            days is null ? OrderKinds.Donation : OrderKinds.Subscription
        );
}
