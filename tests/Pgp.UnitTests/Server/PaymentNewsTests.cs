using System.Reflection;
using Pgp.Adapters.Telegram;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;
using Pgp.NpIpn.Status;
using Pgp.Server.Shop;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;
using Pgp.Texts;

namespace Pgp.UnitTests.Server;

public sealed class PaymentNewsTests
{
    private const string UnknownReason = "a reason of tomorrow";

    private static readonly Speech Say = Speech.In(Language.English);
    private static readonly Uri Invoice = new("https://invoice.example/1");
    private static readonly Uri Page = new("https://pay.example/status?token=t");

    private static readonly PaymentId Payment = PaymentId.Parse(
        "pay_0199c5b8f0007abc8def0123456789ab"
    );

    public static TheoryData<BuyerEvent> Events => [.. Enum.GetValues<BuyerEvent>()];

    [Theory]
    [MemberData(nameof(Events))]
    public void Everything_is_told_with_what_happened_what_it_was_for_and_one_button(
        BuyerEvent kind
    )
    {
        var reply = Of(kind, days: 30);

        Assert.StartsWith($"<b>{Say.Html(PaymentNews.Heading(kind))}</b>\n", reply.Html);
        Assert.Contains("Access to <b>R&amp;D &lt;b&gt;</b> for 30 days\n", reply.Html);
        Assert.EndsWith($"Reference: <code>{Payment}</code>", reply.Html);
        Assert.Single(reply.Buttons);
    }

    [Fact]
    public void A_rest_is_named_with_its_network_and_leads_to_the_invoice()
    {
        var reply = Of(
            BuyerEvent.Underpaid,
            30,
            missing: CoinAmount.Parse(Coin.Of("usdt", "trx"), "0.5")
        );

        Assert.Contains("Still missing: <b>0.5 USDT (TRX)</b>.", reply.Html);
        Assert.Equal(new TelegramButton.Link("Pay the rest", Invoice), reply.Buttons[0]);
    }

    [Fact]
    public void A_coin_that_is_its_own_network_is_named_once() =>
        Assert.Contains(
            "<b>0.00041 BTC</b>",
            Of(
                BuyerEvent.Underpaid,
                30,
                missing: CoinAmount.Parse(Coin.Of("btc", "btc"), "0.00041")
            ).Html
        );

    [Theory]
    [InlineData(BuyerEvent.Expired, 30, "Start again", "s:Ab3dEf6hIj9k:2")]
    [InlineData(BuyerEvent.Failed, null, "Start again", "d:Ab3dEf6hIj9k:999")]
    [InlineData(BuyerEvent.Refunded, 30, "Buy again", "s:Ab3dEf6hIj9k:2")]
    public void Starting_again_buys_the_same_anew(
        BuyerEvent kind,
        int? days,
        string text,
        string data
    ) => Assert.Equal(new TelegramButton.Callback(text, data), Of(kind, days).Buttons[0]);

    [Fact]
    public void Every_reason_for_holding_is_explained()
    {
        var general = Say.Plain(PaymentNews.HeldBecause(UnknownReason));
        // Nobody is told of money that belongs to no order.
        var told = PaymentReasons.ForHolding.Except([PaymentReasons.OrderUnknown]);
        Assert.All(
            told,
            reason =>
            {
                Assert.NotEqual(general, Say.Plain(PaymentNews.HeldBecause(reason)));
                Assert.Contains(
                    Say.Plain(PaymentNews.HeldBecause(reason)),
                    Of(BuyerEvent.Held, 30, reason).Html
                );
            }
        );
        Assert.Contains(general, Of(BuyerEvent.Held, 30, UnknownReason).Html);
    }

    [Theory]
    [InlineData("partially_paid", BuyerEvent.Underpaid)]
    [InlineData("quarantined", BuyerEvent.Held)]
    [InlineData("expired", BuyerEvent.Expired)]
    [InlineData("failed", BuyerEvent.Failed)]
    [InlineData("refunded", BuyerEvent.Refunded)]
    public void The_payment_page_says_it_in_the_same_words(string state, BuyerEvent kind)
    {
        var view = NpIpn.PaymentStatusTests.View(state, "subscription", null);
        var word = PaymentStatusApi.Describe(view).Status;
        Assert.Contains(
            $"  {word}: [\"bad\", \"{Say.Html(PaymentNews.Heading(kind))}\", ",
            Script()
        );
    }

    private static string Script()
    {
        using var stream = Assembly
            .GetAssembly(typeof(PaymentStatusApi))!
            .GetManifestResourceStream("page/payment.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Reply Of(
        BuyerEvent kind,
        int? days,
        string? reason = null,
        CoinAmount? missing = null
    )
    {
        var order = new Order(
            OrderId.Parse("ord_0199c5b8f0007abc8def0123456789ae"),
            new TelegramUserId(7),
            "R&D <b>",
            Amount<Usd>.Parse("9.99"),
            days,
            "token",
            Invoice,
            DateTimeOffset.UnixEpoch,
            days is null ? OrderKinds.Donation : OrderKinds.Subscription
        );
        ButtonData again = days is null
            ? new ButtonData.Donation("Ab3dEf6hIj9k", order.Price)
            : new ButtonData.Tier("Ab3dEf6hIj9k", 2);
        var news = new BuyerEventPublished(kind, order.Id, Payment, reason, missing);
        return PaymentNews.Of(Say, news, new PlacedOrder(order, again), Page);
    }
}
