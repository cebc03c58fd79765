using Pgp.Adapters.Prices;
using Pgp.Contracts.Money;
using Pgp.UnitTests.Wire;

namespace Pgp.UnitTests.Prices;

public sealed class PriceSourceTests
{
    private readonly PartnerStub partner = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private CoinGeckoPrices CoinGecko()
    {
        var http = partner.Client();
        CoinGeckoPrices.Configure(http, new CoinGeckoOptions { DemoKey = "CG-demo" });
        return new CoinGeckoPrices(http);
    }

    private CoinbasePrices Coinbase()
    {
        var http = partner.Client();
        CoinbasePrices.Configure(http, new CoinbaseOptions());
        return new CoinbasePrices(http);
    }

    private static PriceAnswer.Quoted Quoted(string digits, long? unixSeconds)
    {
        Assert.True(UsdPrice.TryParse(digits, out var price));
        return new PriceAnswer.Quoted(
            price,
            unixSeconds is { } s ? DateTimeOffset.FromUnixTimeSeconds(s) : null
        );
    }

    [Fact]
    public async Task CoinGecko_is_asked_by_id_with_the_key_in_a_header()
    {
        partner.Json(200, """{"ethereum":{"usd":1234.5,"last_updated_at":1700000000}}""");
        Assert.Equal(
            Quoted("1234.5", 1_700_000_000),
            await CoinGecko().UsdPerCoinAsync(Coin.Eth, Ct)
        );
        var request = partner.Requests[0];
        Assert.Equal(
            "/api/v3/simple/price?ids=ethereum&vs_currencies=usd&include_last_updated_at=true"
                + "&precision=full",
            request.Path
        );
        Assert.Equal("CG-demo", request.Headers["x-cg-demo-api-key"]);
    }

    [Theory]
    [InlineData("""{"ethereum":{"usd":8.1e-6}}""", "0.0000081")]
    [InlineData("""{"ethereum":{"usd":"3000","last_updated_at":null}}""", "3000")]
    public async Task CoinGecko_numbers_may_be_written_oddly(string body, string digits)
    {
        partner.Json(200, body);
        Assert.Equal(Quoted(digits, null), await CoinGecko().UsdPerCoinAsync(Coin.Eth, Ct));
    }

    [Fact]
    public async Task CoinGecko_without_a_price_never_says_zero()
    {
        partner
            .Json(200, "{}")
            .Json(200, """{"ethereum":{}}""")
            .Json(200, """{"ethereum":{"usd":null}}""")
            .Json(200, """{"ethereum":{"usd":0}}""")
            .Json(200, "[]")
            .Html(200)
            .TooMany(60)
            .Json(401, """{"status":{"error_code":10002,"error_message":"API Key Missing"}}""")
            .Html(503)
            .Timeout();
        Assert.Equal(new PriceAnswer.NotListed(), await CoinGecko().UsdPerCoinAsync(Coin.Eth, Ct));
        for (var i = 0; i < 9; i++)
        {
            Assert.IsType<PriceAnswer.Unavailable>(await CoinGecko().UsdPerCoinAsync(Coin.Eth, Ct));
        }
    }

    [Fact]
    public async Task Coinbase_must_answer_the_pair_that_was_asked()
    {
        partner
            .Json(200, """{"data":{"amount":"3050.25","base":"ETH","currency":"USD"}}""")
            .Json(200, """{"data":{"amount":"1.1","base":"ETH","currency":"EUR"}}""")
            .Json(200, """{"data":null}""")
            .Json(404, """{"errors":[{"id":"not_found"}]}""");
        Assert.Equal(Quoted("3050.25", null), await Coinbase().UsdPerCoinAsync(Coin.Eth, Ct));
        Assert.Equal("/v2/prices/ETH-USD/spot", partner.Requests[0].Path);
        Assert.IsType<PriceAnswer.Unavailable>(await Coinbase().UsdPerCoinAsync(Coin.Eth, Ct));
        Assert.IsType<PriceAnswer.Unavailable>(await Coinbase().UsdPerCoinAsync(Coin.Eth, Ct));
        Assert.IsType<PriceAnswer.NotListed>(await Coinbase().UsdPerCoinAsync(Coin.Eth, Ct));
    }

    [Fact]
    public async Task An_unlisted_coin_is_not_asked_for()
    {
        var coin = Coin.Of("eth", "nowhere");
        Assert.IsType<PriceAnswer.NotListed>(await CoinGecko().UsdPerCoinAsync(coin, Ct));
        Assert.IsType<PriceAnswer.NotListed>(await Coinbase().UsdPerCoinAsync(coin, Ct));
        Assert.Empty(partner.Requests);
    }
}
