using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Adapters.Telegram;
using Pgp.Common.Settings;
using Pgp.Common.Tasks;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Server;
using Pgp.Server.Shop;
using Pgp.Server.Speaking;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Server;

/// <summary>News for buyers: each is told once, whatever Telegram makes of it.</summary>
public sealed class BuyerEventPublishedTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string Sent = """
        {"ok":true,"result":{"message_id":7,"date":1,"chat":{"id":1,"type":"private"},"text":"x"}}
        """;

    private readonly FakeTelegram telegram = new();
    private OrderId order;
    private BuyerEventPublished news = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        order = await Seed.OrderAsync(Db, await Seed.ChannelAsync(Db), Clock.GetUtcNow());
        var payment = PaymentId.New(Clock);
        news = new BuyerEventPublished(BuyerEvent.Expired, order, payment, null, Missing: null);
    }

    public override async ValueTask DisposeAsync()
    {
        telegram.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_buyer_is_told_with_a_button_that_buys_the_same_anew()
    {
        Assert.Equal(TaskOutcome.Completed, await TellAsync(news));

        var message = Assert.Single(telegram.Messages);
        Assert.Equal(123456789, (long)message["chat_id"]!);
        Assert.StartsWith("<b>This invoice has expired.</b>", (string?)message["text"]);
        var button = message["reply_markup"]!["inline_keyboard"]![0]![0]!;
        Assert.Equal(
            await Db.AskAsync<string>("select 's:' || link_code || ':1' from channels"),
            (string?)button["callback_data"]
        );
        Assert.Equal([$"Expired:{news.PaymentId} 123456789 sent"], await NoticesAsync());
    }

    [Fact]
    public async Task News_that_come_again_are_not_told_again()
    {
        await TellAsync(news);
        Assert.Equal(TaskOutcome.Completed, await TellAsync(news));

        Assert.Single(telegram.Messages);
        Assert.Single(await NoticesAsync());
    }

    [Theory]
    [InlineData("Forbidden: bot was blocked by the user")]
    [InlineData("Forbidden: user is deactivated")]
    public async Task Whoever_cannot_be_reached_is_noted_and_left_alone(string description)
    {
        telegram.Answer(403, Problem(403, description));
        Assert.Equal(TaskOutcome.Completed, await TellAsync(news));
        Assert.Equal(TaskOutcome.Completed, await TellAsync(news));

        Assert.Single(telegram.Messages);
        Assert.Equal([$"Expired:{news.PaymentId} 123456789 unreachable"], await NoticesAsync());
    }

    [Fact]
    public async Task A_pause_is_kept_and_then_the_buyer_is_told()
    {
        telegram.Answer(
            429,
            """
            {"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7",
             "parameters":{"retry_after":7}}
            """
        );
        var later = Assert.IsType<TaskOutcome.Retry>(await TellAsync(news));
        Assert.Equal(TimeSpan.FromSeconds(7), later.After);
        Assert.Empty(await NoticesAsync());

        Assert.Equal(TaskOutcome.Completed, await TellAsync(news));
        Assert.Equal([$"Expired:{news.PaymentId} 123456789 sent"], await NoticesAsync());
    }

    [Fact]
    public async Task After_a_lost_answer_it_is_said_again()
    {
        telegram.Answer(500, Problem(500, "Internal Server Error"));
        Assert.IsType<TaskOutcome.Retry>(await TellAsync(news));
        Assert.Equal(TaskOutcome.Completed, await TellAsync(news));

        Assert.Equal(2, telegram.Messages.Count);
        Assert.Single(await NoticesAsync());
    }

    [Fact]
    public async Task News_of_no_order_are_a_dead_letter() =>
        Assert.Equal(
            new TaskOutcome.Reject("no such order"),
            await TellAsync(news with { OrderId = OrderId.New(Clock) })
        );

    private Task<TaskOutcome> TellAsync(BuyerEventPublished task)
    {
        var options = new TelegramOptions
        {
            Token = "123456:TEST-TOKEN",
            BaseAddress = new Uri("http://telegram.test/"),
        };
        var http = new HttpClient(telegram, disposeHandler: false);
        var gateway = new TelegramGateway(TelegramGateway.CreateBot(options, http));
        var database = Db.As(ServiceName.Server, Clock);
        var people = new People(database);
        var handler = new BuyerEventPublishedHandler(
            database,
            new Speaker(gateway, people, NullLogger<Speaker>.Instance),
            people,
            ServerOptions.Read(
                new SettingsReader(
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["PGP_SERVER_URL"] = "https://bot.example/",
                        ["PGP_NP_IPN_URL"] = "https://pay.example/",
                        ["TELEGRAM_WEBHOOK_SECRET"] = "secret-of-a-test",
                        ["TELEGRAM_BOT_USERNAME"] = "test_bot",
                    }
                )
            ),
            NullLogger<BuyerEventPublishedHandler>.Instance
        );
        var id = new MessageId(Guid.CreateVersion7());
        var name = BuyerEventPublished.Definition.Name;
        var delivery = new Delivery(id, "server", name, 1, order.ToString(), null);
        return handler.HandleAsync(task, delivery, Ct);
    }

    private Task<IReadOnlyList<string>> NoticesAsync() =>
        Db.ListAsync("select concat_ws(' ', notice_key, user_id, state) from buyer_notices");

    private static string Problem(int code, string description) =>
        $$"""{"ok":false,"error_code":{{code}},"description":"{{description}}"}""";

    /// <summary>Takes messages; answers as the test says, then as Telegram does.</summary>
    private sealed class FakeTelegram : HttpMessageHandler
    {
        private readonly Queue<(int Status, string Body)> answers = new();

        public List<JsonNode> Messages { get; } = [];

        public void Answer(int status, string body) => answers.Enqueue((status, body));

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Messages.Add(JsonNode.Parse(body)!);
            var (status, answer) = answers.TryDequeue(out var wanted) ? wanted : (200, Sent);
            return new HttpResponseMessage((HttpStatusCode)status)
            {
                Content = new StringContent(answer, Encoding.UTF8, "application/json"),
            };
        }
    }
}
