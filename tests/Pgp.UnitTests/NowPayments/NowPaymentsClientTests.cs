using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Pgp.Adapters.NowPayments;
using Pgp.Contracts.Money;
using Pgp.UnitTests.Wire;

namespace Pgp.UnitTests.NowPayments;

public sealed class NowPaymentsClientTests
{
    private const string Payment = """
        {"payment_id":6249365965,"invoice_id":4522625843,"payment_status":"finished",
         "pay_address":"0xabc","payin_extra_id":null,"price_amount":9.99,"price_currency":"usd",
         "pay_amount":1.2e-7,"actually_paid":"0.00000005","pay_currency":"eth","order_id":"ord_1",
         "order_description":null,"purchase_id":6084744717,"outcome_amount":14.810600000000001,
         "outcome_currency":"usdterc20","payout_hash":"0x01","payin_hash":null,
         "created_at":"2026-01-02T03:04:05.678Z","updated_at":"2026-01-02T03:05:05.678Z",
         "burning_percent":"null","type":"crypto2crypto","payment_extra_ids":[5513339153]}
        """;

    private readonly PartnerStub partner = new();
    private readonly FakeTimeProvider clock = new();
    private readonly NowPaymentsOptions options = new()
    {
        BaseAddress = new Uri("https://np.test/v1"),
        ApiKey = "np-key",
        Email = "Owner@example.test",
        Password = "Pass",
    };

    private static InvoiceRequest Order =>
        new(
            Amount<Usd>.Parse("9.99"),
            "ord_1",
            "Канал \"A\" & b",
            new Uri("https://pay.test/ipn?x=1&y=2"),
            new Uri("https://pay.test/ok"),
            new Uri("https://pay.test/no"),
            new Uri("https://pay.test/part")
        );

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private NowPaymentsClient Client()
    {
        var http = partner.Client();
        NowPaymentsOptions.Configure(http, options);
        return new NowPaymentsClient(http, new NowPaymentsLogin(options, clock));
    }

    private static string Invoice(string id, string price) =>
        $$"""
            {"id":{{id}},"token_id":"6085637523","order_id":"ord_1","price_amount":{{price}},
             "price_currency":"usd","pay_currency":null,
             "invoice_url":"https://nowpayments.io/payment/?iid=4522625843"}
            """;

    [Theory]
    [InlineData("\"4522625843\"", "\"9.99\"")]
    [InlineData("4522625843", "9.99")]
    public async Task An_invoice_is_created_from_strings_or_numbers(string id, string price)
    {
        partner.Json(200, Invoice(id, price));
        Assert.Equal(
            new InvoiceOutcome.Created(
                "4522625843",
                new Uri("https://nowpayments.io/payment/?iid=4522625843")
            ),
            await Client().CreateInvoiceAsync(Order, Ct)
        );
        var request = Assert.Single(partner.Requests);
        Assert.Equal("/v1/invoice", request.Path);
        Assert.Equal("np-key", request.Headers["x-api-key"]);
        const string Sent = """
            {"price_amount":9.99,"price_currency":"usd","order_id":"ord_1",
             "order_description":"- -A- - b","ipn_callback_url":"https://pay.test/ipn?x=1&y=2",
             "success_url":"https://pay.test/ok","cancel_url":"https://pay.test/no",
             "partially_paid_url":"https://pay.test/part"}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Sent), JsonNode.Parse(request.Body)));
    }

    [Fact]
    public async Task An_invoice_over_another_price_is_not_shown_to_anyone()
    {
        partner.Json(200, Invoice("1", "\"99.9\""));
        Assert.Equal(
            new InvoiceOutcome.Rejected("echo_differs"),
            await Client().CreateInvoiceAsync(Order, Ct)
        );
    }

    [Fact]
    public async Task Refusals_are_final_and_outages_are_not()
    {
        partner
            .Json(400, """{"status":false,"statusCode":400,"code":"AMOUNT_MINIMAL_ERROR"}""")
            .Json(403, """{"status":false,"statusCode":403,"code":"INVALID_API_KEY"}""")
            .TooMany(17)
            .Html(500)
            .Html(200)
            .Html(404)
            .Timeout()
            .NoConnection();
        var client = Client();
        InvoiceOutcome[] expected =
        [
            new InvoiceOutcome.Rejected("AMOUNT_MINIMAL_ERROR"),
            new InvoiceOutcome.Unavailable("INVALID_API_KEY", null),
            new InvoiceOutcome.Unavailable("http_429", TimeSpan.FromSeconds(17)),
            new InvoiceOutcome.Unavailable("http_500", null),
            new InvoiceOutcome.Unavailable("answer is no JSON", null),
            new InvoiceOutcome.Unavailable("http_404", null),
            new InvoiceOutcome.Unavailable("timeout", null),
            new InvoiceOutcome.Unavailable("transport: ConnectionError", null),
        ];
        foreach (var outcome in expected)
        {
            Assert.Equal(outcome, await client.CreateInvoiceAsync(Order, Ct));
        }
    }

    [Fact]
    public async Task A_cancelled_caller_is_not_an_outcome()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        partner.Timeout();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Client().GetPaymentAsync("1", stop.Token)
        );
    }

    [Fact]
    public async Task A_payment_is_read_exactly_from_mixed_types()
    {
        partner.Json(200, Payment);
        var found = await Client().GetPaymentAsync("6249365965", Ct);
        var payment = Assert.IsType<PaymentOutcome.Found>(found).Payment;
        Assert.Equal("/v1/payment/6249365965", partner.Requests[0].Path);
        Assert.Equal("4522625843", payment.InvoiceId);
        Assert.Null(payment.ParentPaymentId);
        Assert.Equal(Amount<Usd>.Parse("9.99"), payment.Price);
        Assert.Equal(CoinAmount.Parse(Coin.Eth, "0.00000012"), payment.PayAmount!.ToCoinAmount());
        Assert.True(payment.ActuallyPaid!.IsLessThan(payment.PayAmount));
        Assert.Equal(CoinAmount.Parse(Coin.Usdt, "14.8106"), payment.Outcome!.ToCoinAmount());
        Assert.Equal("0x01", payment.PayoutHash);
        Assert.Null(payment.PayinHash);
    }

    [Fact]
    public async Task Null_in_any_field_is_an_outcome()
    {
        string[] names =
        [
            "invoice_id",
            "payment_status",
            "price_amount",
            "price_currency",
            "pay_amount",
            "actually_paid",
            "pay_currency",
            "order_id",
            "outcome_amount",
            "outcome_currency",
            "payout_hash",
            "updated_at",
        ];
        foreach (var name in names)
        {
            // The first of two members with one name loses, so adding one at the end nulls the
            // field.
            partner.Json(
                200,
                Payment.Replace("]}", $"],\"{name}\":null}}", StringComparison.Ordinal)
            );
            var found = await Client().GetPaymentAsync("6249365965", Ct);
            var payment = Assert.IsType<PaymentOutcome.Found>(found).Payment;
            Assert.Equal(name is "outcome_amount" or "outcome_currency", payment.Outcome is null);
            Assert.Equal(name is "price_amount" or "price_currency", payment.Price is null);
        }
    }

    [Theory]
    [InlineData("\"pay_amount\":-1")]
    [InlineData("\"pay_amount\":\"many\"")]
    [InlineData("\"actually_paid\":{}")]
    [InlineData("\"outcome_amount\":true")]
    [InlineData("\"payment_id\":1")]
    public async Task An_unreadable_amount_or_another_payment_is_no_payment(string member)
    {
        partner.Json(200, Payment.Replace("]}", $"],{member}}}", StringComparison.Ordinal));
        Assert.Equal(
            new PaymentOutcome.Unavailable("unreadable or another payment", null),
            await Client().GetPaymentAsync("6249365965", Ct)
        );
    }

    [Fact]
    public async Task An_unknown_payment_is_told_apart_from_an_outage()
    {
        partner
            .Json(404, """{"status":false,"statusCode":404,"code":"NOT_FOUND","message":""}""")
            .Html(404);
        Assert.Equal(new PaymentOutcome.NotFound(), await Client().GetPaymentAsync("1", Ct));
        Assert.IsType<PaymentOutcome.Unavailable>(await Client().GetPaymentAsync("1", Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("1/../../auth")]
    [InlineData("1?x=1")]
    public async Task A_forged_payment_id_is_not_asked_for(string paymentId)
    {
        Assert.Equal(new PaymentOutcome.NotFound(), await Client().GetPaymentAsync(paymentId, Ct));
        Assert.Empty(partner.Requests);
    }

    [Fact]
    public async Task Listing_keeps_its_token_for_less_than_five_minutes()
    {
        const string List = """{"data":[],"limit":500,"page":0,"pagesCount":0,"total":0}""";
        partner
            .Json(200, """{"token":"one"}""")
            .Json(200, $$"""{"data":[{{Payment}}]}""")
            .Json(200, List)
            .Json(200, """{"token":"two"}""")
            .Json(200, List);
        var client = Client();
        var first = await client.ListPaymentsOfInvoiceAsync("4522625843", Ct);
        var listed = Assert.IsType<PaymentListOutcome.Listed>(first).Payments;
        Assert.Equal("6249365965", Assert.Single(listed).PaymentId);
        await client.ListPaymentsOfInvoiceAsync("4522625843", Ct);
        clock.Advance(TimeSpan.FromMinutes(4));
        await client.ListPaymentsOfInvoiceAsync("4522625843", Ct);

        var tokens = partner.Requests.Select(r => r.Headers.GetValueOrDefault("authorization"));
        Assert.Equal([null, "Bearer one", "Bearer one", null, "Bearer two"], tokens);
        Assert.Equal(
            "/v1/payment/?limit=500&page=0&sortBy=created_at&orderBy=asc&invoiceId=4522625843",
            partner.Requests[1].Path
        );
        Assert.Equal(
            """{"email":"Owner@example.test","password":"Pass"}""",
            partner.Requests[0].Body
        );
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once()
    {
        partner
            .Json(200, """{"token":"one"}""")
            .Json(401, "{}")
            .Json(200, """{"token":"two"}""")
            .Json(401, "{}");
        Assert.Equal(
            new PaymentListOutcome.Unavailable("account token refused", null),
            await Client().ListPaymentsOfInvoiceAsync("1", Ct)
        );
        Assert.Equal(4, partner.Requests.Count);
    }

    [Fact]
    public async Task Without_a_login_nothing_is_listed()
    {
        options.Password = null;
        Assert.Equal(
            new PaymentListOutcome.NotConfigured(),
            await Client().ListPaymentsOfInvoiceAsync("1", Ct)
        );
    }

    [Theory]
    [InlineData("366.123456789", "366.123456")]
    [InlineData("\"3.6e2\"", "360")]
    public async Task An_estimate_is_rounded_down(string wire, string dollars)
    {
        partner.Json(
            200,
            $$"""
            {"currency_from":"eth","amount_from":0.12,"currency_to":"usd",
             "estimated_amount":{{wire}}}
            """
        );
        Assert.True(StatedAmount.TryOf("ETH", "1.2e-1", out var amount));
        Assert.Equal(
            new UsdEstimateOutcome.Estimated(Amount<Usd>.Parse(dollars)),
            await Client().EstimateUsdAsync(amount!, Ct)
        );
        Assert.Equal(
            "/v1/estimate?amount=0.12&currency_from=eth&currency_to=usd",
            partner.Requests[0].Path
        );
    }
}
