using Pgp.Adapters.NowPayments;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;
using Pgp.Orchestrator;

namespace Pgp.UnitTests.Orchestrator;

public sealed class BuyerNewsTests
{
    private static readonly PaymentId Payment = PaymentId.Parse(
        "pay_0199c5b8f0007abc8def0123456789ab"
    );

    private static readonly OrderTerms Terms = new(
        OrderId.Parse("ord_0199c5b8f0007abc8def0123456789ae"),
        UserId: 123456789,
        ChannelId.Parse("ch_0199c5b8f0007abc8def0123456789ac"),
        Kind: "subscription",
        Days: 30,
        Amount<Usd>.Parse("9.99"),
        new BasisPoints(200),
        "instant",
        Coin.Eth,
        "0xInvented",
        PayoutExtraId: null,
        DateTimeOffset.UnixEpoch
    );

    [Theory]
    [InlineData("waiting", null)]
    [InlineData("confirming", null)]
    [InlineData("paid", null)]
    [InlineData("partially_paid", BuyerEvent.Underpaid)]
    [InlineData("failed", BuyerEvent.Failed)]
    [InlineData("expired", BuyerEvent.Expired)]
    [InlineData("refunded", BuyerEvent.Refunded)]
    [InlineData("quarantined", BuyerEvent.Held)]
    public void Every_state_is_told_unless_it_speaks_for_itself(string state, BuyerEvent? news)
    {
        Assert.Contains(state, PaymentStates.All);
        Assert.Equal(news, Of(state, reason: null)?.Event);
    }

    [Fact]
    public void A_surplus_is_told_and_lateness_is_not()
    {
        Assert.Equal(BuyerEvent.Overpaid, Of("paid", PaymentReasons.Overpaid)?.Event);
        Assert.Null(Of("paid", PaymentReasons.Late));
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("failed")]
    public void The_end_of_one_payment_is_no_news_while_the_orders_others_live(string state) =>
        Assert.Null(Of(state, reason: null, new OtherPayments(HasPaid: false, HasHope: true)));

    [Fact]
    public void Money_for_no_order_has_no_buyer_to_tell() =>
        Assert.Null(
            BuyerNews.Of(
                Books("0.1", "eth"),
                terms: null,
                Standing.Of(null, OtherPayments.None, null, DateTimeOffset.UnixEpoch),
                Payment,
                "quarantined",
                PaymentReasons.OrderUnknown
            )
        );

    [Fact]
    public void What_is_missing_is_told_to_the_last_unit_and_each_new_rest_is_news()
    {
        var one = Of("partially_paid", PaymentReasons.Underpaid, books: Books("0.1", "eth"))!;
        var two = Of("partially_paid", PaymentReasons.Underpaid, books: Books("0.2", "eth"))!;

        Assert.Equal(CoinAmount.Parse(Coin.Eth, "0.200000000000000001"), one.Missing);
        Assert.Equal($"Underpaid:{Payment}:200000000000000001 eth@eth", one.NoticeKey());
        Assert.NotEqual(one.NoticeKey(), two.NoticeKey());
    }

    [Fact]
    public void A_rest_in_a_coin_that_we_do_not_know_is_told_without_a_number()
    {
        var news = Of("partially_paid", PaymentReasons.Underpaid, books: Books("0.1", "newcoin"))!;

        Assert.Null(news.Missing);
        Assert.Equal($"Underpaid:{Payment}", news.NoticeKey());
    }

    private static BuyerEventPublished? Of(
        string state,
        string? reason,
        OtherPayments? others = null,
        ProviderPayment? books = null
    ) =>
        BuyerNews.Of(
            books ?? Books("0.1", "eth"),
            Terms,
            Standing.Of(null, others ?? OtherPayments.None, Terms, Terms.CreatedAt),
            Payment,
            state,
            reason
        );

    private static ProviderPayment Books(string paid, string code)
    {
        Assert.True(StatedAmount.TryOf(code, "0.300000000000000001", out var asked));
        Assert.True(StatedAmount.TryOf(code, paid, out var came));
        return new ProviderPayment
        {
            PaymentId = "5077125051",
            Status = ProviderStatus.Of("partially_paid"),
            PayAmount = asked,
            ActuallyPaid = came,
        };
    }
}
