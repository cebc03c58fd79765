using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pgp.Adapters.Telegram;

namespace Pgp.IntegrationTests.Support;

/// <summary>Takes every call; answers as the test says, then as Telegram does.</summary>
internal sealed class FakeTelegram : HttpMessageHandler
{
    private const string Blocked = """
        {"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}
        """;

    private readonly Queue<(int Status, string Body)> answers = new();
    private int lastId = 100;

    /// <summary>Method and body of each call.</summary>
    public List<(string Method, JsonNode Body)> Calls { get; } = [];

    /// <summary>Bodies of the messages that were to be sent.</summary>
    public IReadOnlyList<JsonNode> Messages =>
        [.. Calls.Where(call => call.Method == "sendMessage").Select(call => call.Body)];

    public IReadOnlyList<string> Texts => [.. Messages.Select(message => (string)message["text"]!)];

    public bool IsBlocked { get; set; }

    /// <summary>Told of each call before it is answered.</summary>
    public Action<string>? OnCall { get; set; }

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

    /// <summary>The next call is refused with this.</summary>
    public void Refuse(int code, string description, string parameters = "{}") =>
        answers.Enqueue(
            (
                code,
                $$"""
                {"ok":false,"error_code":{{code}},"description":"{{description}}",
                 "parameters":{{parameters}}}
                """
            )
        );

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        var method = request.RequestUri!.Segments[^1];
        Calls.Add((method, JsonNode.Parse(body)!));
        OnCall?.Invoke(method);
        var (status, answer) =
            answers.TryDequeue(out var wanted) ? wanted
            : IsBlocked ? (403, Blocked)
            : (200, method == "deleteMessage" ? """{"ok":true,"result":true}""" : Sent());
        return new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(answer, Encoding.UTF8, "application/json"),
        };
    }

    private string Sent() =>
        $$"""
            {"ok":true,"result":{"message_id":{{++lastId}},"date":1,"text":"x",
             "chat":{"id":1,"type":"private"} } }
            """;
}
