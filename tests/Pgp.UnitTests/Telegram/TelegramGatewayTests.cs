using System.Text.Json.Nodes;
using Pgp.Adapters.Telegram;
using Pgp.Contracts.Ids;
using Pgp.UnitTests.Wire;
using Telegram.Bot.Types.Enums;

namespace Pgp.UnitTests.Telegram;

public sealed class TelegramGatewayTests
{
    private static readonly TelegramChat Buyer = TelegramChat.Of(new TelegramUserId(42));
    private static readonly ClosedChannelId Channel = new(-1001);
    private readonly PartnerStub telegram = new();
    private readonly TelegramGateway gateway;

    public TelegramGatewayTests()
    {
        var options = new TelegramOptions
        {
            Token = "123456:TEST-TOKEN",
            BaseAddress = new Uri("http://telegram.test:8081/ignored"),
        };
        gateway = new TelegramGateway(TelegramGateway.CreateBot(options, telegram.Client()));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Ok(string result) => $$"""{"ok":true,"result":{{result}}}""";

    [Fact]
    public async Task A_message_is_sent_as_html_with_buttons()
    {
        const string Message = """
            {"message_id":7,"date":1700000000,"chat":{"id":42,"type":"private"},"text":"hi"}
            """;
        telegram.Json(200, Ok(Message));
        TelegramButton[][] buttons =
        [
            [
                new TelegramButton.Link("Pay", new Uri("https://pay.test/o/1")),
                new TelegramButton.Callback("Stop", "stop:1"),
            ],
        ];
        Assert.Equal(
            new TelegramOutcome.Sent(7),
            await gateway.SendMessageAsync(Buyer, "<b>hi</b>", buttons, Ct)
        );
        var request = telegram.Requests[0];
        var body = JsonNode.Parse(request.Body)!;
        Assert.Equal("/bot123456:TEST-TOKEN/sendMessage", request.Path);
        Assert.Equal(42, body["chat_id"]!.GetValue<long>());
        Assert.Equal("<b>hi</b>", body["text"]!.GetValue<string>());
        Assert.Equal("HTML", body["parse_mode"]!.GetValue<string>(), ignoreCase: true);
        var row = body["reply_markup"]!["inline_keyboard"]![0]!;
        Assert.Equal("https://pay.test/o/1", row[0]!["url"]!.GetValue<string>());
        Assert.Equal("stop:1", row[1]!["callback_data"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_library_never_repeats_a_call_by_itself()
    {
        telegram
            .Json(
                429,
                """
                {"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1",
                 "parameters":{"retry_after":1}}
                """
            )
            .Json(
                403,
                """
                {"ok":false,"error_code":403,
                 "description":"Forbidden: bot was blocked by the user"}
                """
            )
            .Json(500, """{"ok":false,"error_code":500,"description":"Internal Server Error"}""")
            .Html(502)
            .Timeout()
            .NoConnection()
            .Json(200, Ok("null"));
        Type[] expected =
        [
            typeof(TelegramOutcome.TooFast),
            typeof(TelegramOutcome.Blocked),
            typeof(TelegramOutcome.Unknown),
            typeof(TelegramOutcome.Unknown),
            typeof(TelegramOutcome.Unknown),
            typeof(TelegramOutcome.Unknown),
            typeof(TelegramOutcome.Unknown),
        ];
        foreach (var type in expected)
        {
            Assert.IsType(type, await gateway.SendMessageAsync(Buyer, "hi", [], Ct));
        }

        Assert.Equal(expected.Length, telegram.Requests.Count);
    }

    [Fact]
    public async Task A_link_lets_one_person_in_until_it_expires()
    {
        telegram.Json(
            200,
            Ok(
                """
                {"invite_link":"https://t.me/+abc",
                 "creator":{"id":1,"is_bot":true,"first_name":"b"},"creates_join_request":false,
                 "is_primary":false,"is_revoked":false,"member_limit":1}
                """
            )
        );
        var expires = DateTimeOffset.FromUnixTimeSeconds(1_700_003_600);
        Assert.Equal(
            new TelegramOutcome.Created(new Uri("https://t.me/+abc")),
            await gateway.CreateSingleUseLinkAsync(Channel, new string('x', 40), expires, Ct)
        );
        var body = JsonNode.Parse(telegram.Requests[0].Body)!;
        Assert.Equal(1, body["member_limit"]!.GetValue<int>());
        Assert.Equal(1_700_003_600, body["expire_date"]!.GetValue<long>());
        Assert.Equal(32, body["name"]!.GetValue<string>().Length);
    }

    [Fact]
    public async Task Removing_a_member_lifts_the_ban_again()
    {
        telegram.Json(200, Ok("true")).Json(200, Ok("true"));
        var user = new TelegramUserId(42);
        Assert.Equal(
            new TelegramOutcome.Done(),
            await gateway.RemoveMemberAsync(Channel, user, Ct)
        );
        Assert.EndsWith("/banChatMember", telegram.Requests[0].Path, StringComparison.Ordinal);
        var unban = JsonNode.Parse(telegram.Requests[1].Body)!;
        Assert.True(unban["only_if_banned"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_webhook_is_set_with_its_secret_and_every_kind_of_update_named()
    {
        telegram.Json(200, Ok("true"));
        var url = new Uri("https://bot.test/telegram");
        UpdateType[] kinds = [UpdateType.Message, UpdateType.ChatMember];
        Assert.Equal(
            new TelegramOutcome.Done(),
            await gateway.SetWebhookAsync(url, "s3cret", kinds, Ct)
        );
        var body = JsonNode.Parse(telegram.Requests[0].Body)!;
        Assert.Equal("s3cret", body["secret_token"]!.GetValue<string>());
        Assert.Equal("""["message","chat_member"]""", body["allowed_updates"]!.ToJsonString());
    }

    [Fact]
    public async Task The_bot_says_who_it_is()
    {
        telegram.Json(200, Ok("""{"id":1,"is_bot":true,"first_name":"b","username":"pgp_bot"}"""));
        Assert.Equal(new TelegramOutcome.Bot(1, "pgp_bot"), await gateway.GetMeAsync(Ct));
    }

    [Fact]
    public async Task Late_and_idle_calls_count_as_done()
    {
        const string Late = "Bad Request: query is too old and response timeout expired";
        const string Idle = "Bad Request: message is not modified";
        foreach (var text in new[] { Late, Idle })
        {
            telegram.Json(400, $$"""{"ok":false,"error_code":400,"description":"{{text}}"}""");
        }

        Assert.Equal(
            new TelegramOutcome.Done(),
            await gateway.AnswerCallbackAsync("1", null, false, Ct)
        );
        Assert.Equal(
            new TelegramOutcome.Done(),
            await gateway.EditMessageAsync(Buyer, 7, "hi", [], Ct)
        );
    }
}
