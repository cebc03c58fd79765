using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pgp.Adapters.Telegram;

namespace Pgp.IntegrationTests.Broadcast;

/// <summary>Channels that number their messages, as Telegram's do; faults as the test says.</summary>
internal sealed class FakeChannels : HttpMessageHandler
{
    private readonly Dictionary<long, int> lastIds = [];
    private readonly Lock gate = new();

    /// <summary>What stands in each channel: id and body; a null body is somebody else's.</summary>
    public Dictionary<long, SortedDictionary<int, JsonNode?>> Standing { get; } = [];

    /// <summary>Methods called, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>
    /// Asked before (false) and after (true) a call does its work; an answer replaces the real one.
    /// </summary>
    public Func<string, long, bool, (int Code, string Description)?>? Fault { get; set; }

    public bool MayEditOthers { get; set; }

    public TelegramGateway Gateway()
    {
        var options = new TelegramOptions
        {
            Token = "123456:TEST-TOKEN",
            BaseAddress = new Uri("http://telegram.test/"),
        };
        var http = new HttpClient(this, disposeHandler: false);
        return new TelegramGateway(TelegramGateway.CreateBot(options, http));
    }

    public IReadOnlyList<JsonNode> Ours(long chat) =>
        [.. Standing.GetValueOrDefault(chat, []).Values.OfType<JsonNode>()];

    /// <summary>The owner posts by himself.</summary>
    public void PostByOwner(long chat) => Put(chat, body: null);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var text = await request.Content!.ReadAsStringAsync(cancellationToken);
        var method = request.RequestUri!.Segments[^1];
        var body = JsonNode.Parse(text)!;
        var chat = long.Parse(body["chat_id"]!.ToString(), CultureInfo.InvariantCulture);
        (int Code, string Answer) answer;
        lock (gate)
        {
            Calls.Add(method);
            var fault = Fault?.Invoke(method, chat, false);
            answer = fault is { } before ? Problem(before) : Work(method, chat, body);
            answer = Fault?.Invoke(method, chat, true) is { } after ? Problem(after) : answer;
        }

        return new HttpResponseMessage((HttpStatusCode)answer.Code)
        {
            Content = new StringContent(answer.Answer, Encoding.UTF8, "application/json"),
        };
    }

    private (int Code, string Answer) Work(string method, long chat, JsonNode body)
    {
        var id = (int?)body["message_id"] ?? 0;
        var messages = Standing.GetValueOrDefault(chat, []);
        return method switch
        {
            "sendMessage" => Message(chat, Put(chat, body)),
            "deleteMessage" => messages.Remove(id)
                ? (200, """{"ok":true,"result":true}""")
                : Problem((400, "Bad Request: message to delete not found")),
            "editMessageReplyMarkup"
                when !messages.TryGetValue(id, out var found) || found is null => Problem(
                (400, "Bad Request: message can't be edited")
            ),
            "editMessageReplyMarkup" => Problem((400, "Bad Request: message is not modified: x")),
            _ => (200, Administrator()),
        };
    }

    private int Put(long chat, JsonNode? body)
    {
        var id = lastIds[chat] = lastIds.GetValueOrDefault(chat) + 1;
        if (!Standing.TryGetValue(chat, out var messages))
        {
            Standing[chat] = messages = [];
        }

        messages[id] = body;
        return id;
    }

    private static (int Code, string Answer) Message(long chat, int id) =>
        (
            200,
            $$"""
            {"ok":true,"result":{"message_id":{{id}},"date":1,"text":"x",
             "chat":{"id":{{chat}},"type":"channel","title":"t"} } }
            """
        );

    private static (int Code, string Answer) Problem((int Code, string Description) fault) =>
        (
            fault.Code,
            $$"""
            {"ok":false,"error_code":{{fault.Code}},"description":"{{fault.Description}}",
             "parameters":{"retry_after":1} }
            """
        );

    private string Administrator() =>
        $$"""
            {"ok":true,"result":{"status":"administrator","can_be_edited":false,
             "user":{"id":123456,"is_bot":true,"first_name":"b"},"is_anonymous":false,
             "can_manage_chat":true,"can_delete_messages":true,"can_manage_video_chats":false,
             "can_restrict_members":true,"can_promote_members":false,"can_change_info":false,
             "can_invite_users":true,"can_post_stories":false,"can_edit_stories":false,
             "can_delete_stories":false,"can_post_messages":true,
             "can_edit_messages":{{(MayEditOthers ? "true" : "false")}} } }
            """;
}
