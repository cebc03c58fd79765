using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pgp.FlowTests.Support;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests;

/// <summary>The bot's entrance: who may post there, and what a repeated update does.</summary>
[Collection(nameof(StrangeCollection))]
public sealed class BotWebhookTests(StrangeStack flow)
{
    private const string OrdersSql = """
        select state, invoice_id is not null, invoice_url from orders where user_id = $1
        """;

    private static long lastUpdate = 900_000_000;

    private readonly Market market = new(flow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_update_ten_times_makes_one_order_with_one_page()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var person = await StartedPersonAsync();
        var update = Update(person, channel);
        var secret = flow.Stack.Credentials.WebhookSecret;
        Assert.Equal(HttpStatusCode.OK, await PostAsync(update, secret));
        var codes = await Task.WhenAll(
            Enumerable.Range(0, 9).Select(_ => PostAsync(update, secret))
        );

        Assert.All(codes, code => Assert.Equal(HttpStatusCode.OK, code));
        var order = Assert.Single(await flow.Facts.RowsAsync(OrdersSql, person));
        var page = Assert.Single(await PagesAsync(person)).AbsoluteUri;
        Assert.Equal($"invoiced,t,{page}", order);
        Assert.Single(await InvoiceCallsAsync(person));
    }

    [Fact]
    public async Task An_update_that_comes_ten_times_at_once_makes_one_order_with_one_page()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var person = await StartedPersonAsync();
        var update = Update(person, channel);
        var secret = flow.Stack.Credentials.WebhookSecret;
        var codes = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => PostAsync(update, secret))
        );

        Assert.All(codes, code => Assert.Equal(HttpStatusCode.OK, code));
        var order = Assert.Single(await flow.Facts.RowsAsync(OrdersSql, person));
        Assert.Equal($"invoiced,t,{Assert.Single(await PagesAsync(person)).AbsoluteUri}", order);
    }

    [Fact]
    public async Task An_update_whose_answer_got_lost_makes_one_order()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        await flow.Sandbox.OrderFaultAsync(
            """{"partner":"telegram","operation":"webhook","kind":"drop_after"}""",
            Ct
        );
        var purchase = await market.SubscribeAsync(channel, Ct);
        // Telegram repeats the update a second later and then forgets it.
        await Eventually.GetAsync(
            () =>
                flow.Http.GetStringAsync(
                    new Uri(flow.Stack.Sandbox, "control/telegram/updates"),
                    Ct
                ),
            waiting => waiting == "[]",
            Ct
        );

        Assert.Single(await flow.Facts.RowsAsync(OrdersSql, purchase.Person));
        Assert.Single(await PagesAsync(purchase.Person));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a-guess")]
    public async Task Without_the_secret_nobody_is_heard(string? secret)
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var person = await StartedPersonAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(Update(person, channel), secret));
        Assert.Empty(await flow.Facts.RowsAsync(OrdersSql, person));
    }

    private async Task<long> StartedPersonAsync()
    {
        var person = await market.NewPersonAsync(Ct);
        await flow.Sandbox.SetAsync(
            "telegram/people",
            $$"""{"id":{{person}},"started":true}""",
            Ct
        );
        return person;
    }

    private static string Update(long person, SampleChannel channel) =>
        $$"""
            {"update_id":{{Interlocked.Increment(ref lastUpdate)}},"message":{"message_id":1,
            "date":1764000000,"text":"/start {{channel.Subscription(1)}}",
            "from":{"id":{{person}},"is_bot":false,"first_name":"P"},
            "chat":{"id":{{person}},"type":"private","first_name":"P"} } }
            """;

    private async Task<HttpStatusCode> PostAsync(string update, string? secret)
    {
        var url = new Uri(flow.Stack.App, "server/telegram");
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new StringContent(update, Encoding.UTF8, "application/json");
        if (secret is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Telegram-Bot-Api-Secret-Token", secret);
        }

        using var response = await flow.Http.SendAsync(request, Ct);
        return response.StatusCode;
    }

    private async Task<IReadOnlyList<Uri>> PagesAsync(long person) =>
        [
            .. (await flow.Sandbox.MessagesAsync(person, Ct))
                .Select(message => SandboxClient.LinkOf(message!))
                .OfType<Uri>()
                .Distinct(),
        ];

    private async Task<IReadOnlyList<JsonNode>> InvoiceCallsAsync(long person)
    {
        var order = await flow.Facts.RowAsync(
            "select 'ord_' || replace(order_id::text, '-', '') from orders where user_id = $1",
            person
        );
        var path = "control/calls?partner=nowpayments&operation=POST%20/invoice";
        var text = await flow.Http.GetStringAsync(new Uri(flow.Stack.Sandbox, path), Ct);
        return
        [
            .. JsonNode
                .Parse(text)!
                .AsArray()
                .OfType<JsonNode>()
                .Where(call => ((string)call["body"]!).Contains(order, StringComparison.Ordinal)),
        ];
    }
}
