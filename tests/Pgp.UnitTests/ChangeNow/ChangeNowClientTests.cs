using System.Text.Json.Nodes;
using Pgp.Adapters.ChangeNow;
using Pgp.Contracts.Money;
using Pgp.UnitTests.Wire;

namespace Pgp.UnitTests.ChangeNow;

public sealed class ChangeNowClientTests
{
    private static readonly Coin UsdtTron = Coin.Of("usdt", "trx");
    private readonly PartnerStub partner = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static OrderRequest Order =>
        new(
            CoinAmount.Parse(Coin.Eth, "0.00001"),
            UsdtTron,
            "TOwner",
            null,
            "0x1111111111111111111111111111111111111111",
            "instant:pay_1"
        );

    private ChangeNowClient Client()
    {
        var http = partner.Client();
        ChangeNowOptions.Configure(
            http,
            new ChangeNowOptions { BaseAddress = new Uri("https://cn.test/v2"), ApiKey = "cn-key" }
        );
        return new ChangeNowClient(http);
    }

    private static string Pair(string members) =>
        $$"""
            {"fromCurrency":"eth","fromNetwork":"eth","toCurrency":"usdt",
             "toNetwork":"trx",{{members}}}
            """;

    [Fact]
    public async Task An_estimate_names_both_networks_and_reads_the_net_amount()
    {
        partner.Json(200, Pair("\"toAmount\":3.0551e1,\"depositFee\":1,\"warningMessage\":null"));
        Assert.Equal(
            new EstimateOutcome.Offered(CoinAmount.Parse(UsdtTron, "30.551"), null),
            await Client().EstimateAsync(Order.From, UsdtTron, Ct)
        );
        Assert.Equal(
            "/v2/exchange/estimated-amount?fromCurrency=eth&toCurrency=usdt&fromAmount=0.00001"
                + "&toAmount=&fromNetwork=eth&toNetwork=trx&flow=standard&type=direct",
            partner.Requests[0].Path
        );
        Assert.Equal("cn-key", partner.Requests[0].Headers["x-changenow-api-key"]);
    }

    [Fact]
    public async Task Estimates_that_say_nothing_are_not_offers()
    {
        partner
            .Json(200, Pair("\"toAmount\":null"))
            .Json(200, Pair("\"toAmount\":0"))
            .Json(200, Pair("\"toAmount\":[1]"))
            .Json(200, """{"fromCurrency":"eth","toCurrency":"usdt","toAmount":30}""")
            .Html(200);
        for (var i = 0; i < 5; i++)
        {
            Assert.IsType<EstimateOutcome.Unavailable>(
                await Client().EstimateAsync(Order.From, UsdtTron, Ct)
            );
        }
    }

    [Fact]
    public async Task Estimate_refusals_are_sorted_by_their_code()
    {
        partner
            .Json(
                400,
                """
                {"error":"deposit_too_small","message":"Out of min amount",
                 "payload":{"range":{"minAmount":"0.0026","maxAmount":null}}}
                """
            )
            .Json(400, """{"error":"out_of_range","message":"less then minimal"}""")
            .Json(400, """{"error":"pair_is_inactive"}""")
            .Json(400, """{"error":"not_valid_params"}""")
            .Json(401, """{"message":"Unauthorized"}""")
            .TooMany(3)
            .Html(403)
            .Html(502)
            .Timeout();
        var client = Client();
        EstimateOutcome[] expected =
        [
            new EstimateOutcome.TooSmall(CoinAmount.Parse(Coin.Eth, "0.0026")),
            new EstimateOutcome.TooSmall(null),
            new EstimateOutcome.PairInactive(),
            new EstimateOutcome.Rejected("not_valid_params"),
            new EstimateOutcome.Unavailable("http_401", null),
            new EstimateOutcome.Unavailable("http_429", TimeSpan.FromSeconds(3)),
            new EstimateOutcome.Unavailable("http_403", null),
            new EstimateOutcome.Unavailable("http_502", null),
            new EstimateOutcome.Unavailable("timeout", null),
        ];
        foreach (var outcome in expected)
        {
            Assert.Equal(outcome, await client.EstimateAsync(Order.From, UsdtTron, Ct));
        }
    }

    [Fact]
    public async Task An_order_is_sent_with_plain_digits_and_every_member_spelt_right()
    {
        partner.Json(
            200,
            Pair(
                """
                "id":"abc123def45678","fromAmount":1e-5,"toAmount":30.55,"payinAddress":"0x22",
                "payinExtraId":"","payoutAddress":"TOwner","payoutExtraId":null,
                "refundAddress":"0x11","flow":"standard","type":"direct"
                """
            )
        );
        var outcome = await Client().CreateOrderAsync(Order, Ct);
        var order = Assert.IsType<CreateOrderOutcome.Created>(outcome).Order;
        Assert.Equal(
            new SwapOrder("abc123def45678", "0x22")
            {
                From = Coin.Eth,
                To = UsdtTron,
                FromAmount = Order.From,
                ToAmount = CoinAmount.Parse(UsdtTron, "30.55"),
                PayoutAddress = "TOwner",
                RefundAddress = "0x11",
            },
            order
        );
        const string Sent = """
            {"fromCurrency":"eth","fromNetwork":"eth","toCurrency":"usdt","toNetwork":"trx",
             "fromAmount":"0.00001","toAmount":"","address":"TOwner","extraId":"",
             "refundAddress":"0x1111111111111111111111111111111111111111","refundExtraId":"",
             "userId":"instant:pay_1","flow":"standard","type":"direct"}
            """;
        var body = JsonNode.Parse(partner.Requests[0].Body);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Sent), body));
    }

    [Fact]
    public async Task A_create_without_a_clear_answer_may_have_made_an_order()
    {
        partner
            .Json(400, """{"error":"not_valid_address","message":"…"}""")
            .Json(401, "{}")
            .TooMany(9)
            .NoConnection()
            .Timeout()
            .BrokenTransfer()
            .Html(500)
            .Html(200)
            .Json(200, """{"id":"abc123","payinAddress":null}""");
        var client = Client();
        CreateOrderOutcome[] expected =
        [
            new CreateOrderOutcome.Rejected("not_valid_address"),
            new CreateOrderOutcome.Unavailable("http_401", null),
            new CreateOrderOutcome.Unavailable("http_429", TimeSpan.FromSeconds(9)),
            new CreateOrderOutcome.Unavailable("transport: ConnectionError", null),
            new CreateOrderOutcome.UnknownOutcome("timeout", null),
            new CreateOrderOutcome.UnknownOutcome("transport: ResponseEnded", null),
            new CreateOrderOutcome.UnknownOutcome("http_500", null),
            new CreateOrderOutcome.UnknownOutcome("answer is no JSON", null),
            new CreateOrderOutcome.UnknownOutcome("unreadable order", "abc123"),
        ];
        foreach (var outcome in expected)
        {
            Assert.Equal(outcome, await client.CreateOrderAsync(Order, Ct));
        }
    }

    [Fact]
    public async Task Amounts_of_an_unfinished_order_are_absent_and_not_zero()
    {
        partner.Json(
            200,
            Pair(
                """
                "id":"abc","status":"exchanging","amountFrom":0.00001,"amountTo":null,
                "payinHash":"0xaa","payoutHash":null,"refundHash":null
                """
            )
        );
        Assert.Equal(
            new OrderOutcome.Found(
                new OrderStatus
                {
                    Id = "abc",
                    State = SwapState.Exchanging,
                    StateText = "exchanging",
                    AmountFrom = Order.From,
                    PayinHash = "0xaa",
                }
            ),
            await Client().GetOrderAsync("abc", Ct)
        );
        Assert.Equal("/v2/exchange/by-id?id=abc", partner.Requests[0].Path);
    }

    [Theory]
    [InlineData("\"finished\"", SwapState.Finished)]
    [InlineData("\"verifying\"", SwapState.Verifying)]
    [InlineData("\"expired\"", SwapState.Expired)]
    [InlineData("\"overdue\"", SwapState.Unknown)]
    [InlineData("null", SwapState.Unknown)]
    public async Task States_are_a_closed_set(string wire, SwapState state)
    {
        partner.Json(200, Pair($"\"id\":\"abc\",\"status\":{wire}"));
        var outcome = await Client().GetOrderAsync("abc", Ct);
        Assert.Equal(state, Assert.IsType<OrderOutcome.Found>(outcome).Order.State);
    }

    [Fact]
    public async Task A_missing_order_is_told_apart_from_an_unreadable_one()
    {
        partner
            .Json(404, """{"error":"not_found","message":"Transaction not found"}""")
            .Html(404)
            .Json(200, Pair("\"id\":\"other\",\"status\":\"new\""))
            .Json(200, Pair("\"id\":\"abc\",\"status\":\"finished\",\"amountTo\":{}"))
            .Json(200, """{"id":"abc","status":"finished","amountTo":5}""");
        Assert.Equal(new OrderOutcome.NotFound(), await Client().GetOrderAsync("abc", Ct));
        for (var i = 0; i < 4; i++)
        {
            Assert.IsType<OrderOutcome.Unavailable>(await Client().GetOrderAsync("abc", Ct));
        }
    }

    [Fact]
    public async Task The_minimum_is_read_for_the_pair_that_was_asked()
    {
        partner
            .Json(200, Pair("\"flow\":\"standard\",\"minAmount\":2.6e-3"))
            .Json(200, """{"fromCurrency":"btc","fromNetwork":"btc","minAmount":1}""");
        Assert.Equal(
            new MinAmountOutcome.Known(CoinAmount.Parse(Coin.Eth, "0.0026")),
            await Client().MinAmountAsync(Coin.Eth, UsdtTron, Ct)
        );
        Assert.IsType<MinAmountOutcome.Unavailable>(
            await Client().MinAmountAsync(Coin.Eth, UsdtTron, Ct)
        );
    }
}
