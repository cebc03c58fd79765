using System.Net;
using System.Text.Json.Nodes;
using Pgp.FlowTests.Support;

namespace Pgp.FlowTests;

/// <summary>What the payment page can find out, and what it cannot.</summary>
[Collection(nameof(StrangeCollection))]
public sealed class PaymentStatusTests(StrangeStack flow)
{
    private readonly Market market = new(flow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_of_an_order_shows_its_way_from_pending_to_the_invite()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var purchase = await market.SubscribeAsync(channel, Ct);
        var token = await TokenAsync(purchase);
        var (code, pending) = await AskAsync($"token={token}");
        Assert.Equal(HttpStatusCode.OK, code);
        Assert.Equal("pending", (string?)pending["status"]);
        Assert.Equal(purchase.Order.ToString(), (string?)pending["order_id"]);

        await market.PayAsync(purchase, Ct);
        await new Story(flow, purchase.Order).WaitForPayoutAsync(Ct);
        var (_, done) = await AskAsync($"token={token}");
        Assert.Equal("invite_sent", (string?)done["status"]);
        Assert.True((bool)done["final"]!);
    }

    [Fact]
    public async Task Nothing_but_the_token_of_an_order_shows_it()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var purchase = await market.SubscribeAsync(channel, Ct);
        var token = await TokenAsync(purchase);
        string[] guesses =
        [
            "",
            "token=",
            "token=1",
            $"token={purchase.Order}",
            $"token={purchase.Person}",
            $"token={token[..^1]}",
            $"token={token}A",
            $"token={Uri.EscapeDataString("%' or '1'='1")}",
            $"token={new string('A', 5000)}",
            $"order_id={purchase.Order}",
        ];
        foreach (var guess in guesses)
        {
            var (code, answer) = await AskAsync(guess);
            Assert.Equal(HttpStatusCode.NotFound, code);
            Assert.Equal("order_unknown", (string?)answer["code"]);
            Assert.Equal(["status", "code", "message"], answer.AsObject().Select(m => m.Key));
        }
    }

    private Task<string> TokenAsync(Purchase purchase) =>
        flow.Facts.TextAsync(
            "select status_token from orders where order_id = $1",
            purchase.Order.Value,
            Ct
        );

    private async Task<(HttpStatusCode Code, JsonNode Answer)> AskAsync(string query)
    {
        var url = new Uri(flow.Stack.App, $"np-ipn/api/payment-status?{query}");
        using var response = await flow.Http.GetAsync(url, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        return (response.StatusCode, JsonNode.Parse(text)!);
    }
}
