using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pgp.Host.Stack;

/// <summary>
/// Plays the people around a stack: buyers who chat and pay, an owner who sells. Everything goes
/// through the same HTTP that the sandbox page uses.
/// </summary>
public sealed partial class SandboxClient(LocalStack stack) : IDisposable
{
    // What has not happened by then does not happen: a wait that never ends names no culprit.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };

    public void Dispose() => http.Dispose();

    public Task CreatePersonAsync(long id, string name, CancellationToken ct) =>
        ControlAsync("telegram/people", $$"""{"id":{{id}},"name":{{Quote(name)}}}""", ct);

    /// <summary>Makes the bot administrator of a new channel.</summary>
    public Task CreateChannelAsync(
        long id,
        string title,
        bool isPrivate,
        long owner,
        CancellationToken ct
    ) =>
        ControlAsync(
            "telegram/channels",
            $$"""
            {"id":{{id}},"title":{{Quote(title)}},"private":{{(
                isPrivate ? "true" : "false"
            )}},"owner":"{{owner}}"}
            """,
            ct
        );

    public Task StartBotAsync(long person, string payload, CancellationToken ct) =>
        ControlAsync($"telegram/people/{person}/start", $$"""{"payload":"{{payload}}"}""", ct);

    public Task PressAsync(long person, int messageId, string data, CancellationToken ct) =>
        ControlAsync(
            $"telegram/people/{person}/press",
            $$"""{"message_id":{{messageId}},"data":"{{data}}"}""",
            ct
        );

    /// <summary>What else a person does in the app; see the sandbox's control API.</summary>
    /// <returns>The app's answer.</returns>
    public Task<JsonNode?> ActAsync(
        long person,
        string action,
        JsonObject with,
        CancellationToken ct
    ) => ControlAsync($"telegram/people/{person}/{action}", with.ToJsonString(), ct);

    /// <summary>Opens an invite link; where one has to ask, waits for the answer.</summary>
    /// <returns><c>joined</c>, <c>declined</c>, or why the link does not work.</returns>
    public async Task<string> JoinAsync(long person, string link, CancellationToken ct)
    {
        var body = $$"""{"invite_link":"{{link}}"}""";
        var look = await ControlAsync($"telegram/people/{person}/look", body, ct);
        var answer = await ControlAsync($"telegram/people/{person}/join", body, ct);
        var result = (string?)answer?["result"] ?? "";
        return result == "requested"
            ? await AnswerOfRequestAsync(person, (long)look!["chat_id"]!, ct)
            : result;
    }

    /// <summary>The bot posts the channel's offers, as links that start a chat with it.</summary>
    public async Task PostOfferAsync(SampleChannel channel, CancellationToken ct)
    {
        var bot = $"https://t.me/{StackCredentials.BotUsername}?start=";
        var body = $$"""
            {"chat_id":{{channel.OpenId}},"text":"Everything inside, for you:",
            "reply_markup":{"inline_keyboard":[
            [{"text":"30 days, 9.99 USD","url":"{{bot}}{{channel.Subscription(1)}}"}],
            [{"text":"90 days, 24.99 USD","url":"{{bot}}{{channel.Subscription(2)}}"}],
            [{"text":"365 days, 79.99 USD","url":"{{bot}}{{channel.Subscription(3)}}"}],
            [{"text":"Donate","url":"{{bot}}{{channel.Donation}}"}]] } }
            """;
        var url = new Uri(stack.Sandbox, $"/bot{stack.Credentials.BotToken}/sendMessage");
        await SendAsync(HttpMethod.Post, url, body, null, ct);
    }

    public Task OrderFaultAsync(string order, CancellationToken ct) =>
        ControlAsync("faults", order, ct);

    public Task SetAsync(string what, string body, CancellationToken ct) =>
        ControlAsync(what, body, ct);

    /// <summary>Pays an invoice on the hosted page.</summary>
    /// <returns>The provider's payment id.</returns>
    public async Task<string> PayAsync(Uri invoice, string coin, string share, CancellationToken ct)
    {
        var iid = InvoiceId().Match(invoice.Query).Groups["id"].Value;
        var url = new Uri(stack.Sandbox, $"nowpayments/hosted/{iid}/pay");
        var body = $$"""{"coin":"{{coin}}","share":"{{share}}"}""";
        var paid = await SendAsync(HttpMethod.Post, url, body, null, ct);
        return (string?)paid?["payment_id"]
            ?? throw new InvalidOperationException("the hosted page named no payment");
    }

    /// <summary>Registers a channel through the API.</summary>
    public async Task<JsonNode> RegisterChannelAsync(string body, CancellationToken ct)
    {
        var url = new Uri(stack.App, "webapi/operator/channels");
        var token = stack.Credentials.AdminToken;
        return (await SendAsync(HttpMethod.Post, url, body, token, ct))!;
    }

    /// <summary>The private chat of a person with the bot, oldest message first.</summary>
    public async Task<JsonArray> MessagesAsync(long person, CancellationToken ct) =>
        (await ChatAsync(person, after: null, ct))["messages"]!.AsArray();

    /// <summary>
    /// Waits until a message satisfies the condition; the chat is asked by long poll.
    /// </summary>
    /// <exception cref="TimeoutException">None did in two minutes; it shows the chat.</exception>
    public async Task<JsonNode> WaitForMessageAsync(
        long person,
        Func<JsonNode, bool> condition,
        CancellationToken ct
    )
    {
        var began = TimeProvider.System.GetTimestamp();
        long? seen = null;
        while (true)
        {
            var chat = await ChatAsync(person, seen, ct);
            var hit = chat["messages"]!
                .AsArray()
                .FirstOrDefault(m => m is not null && condition(m));
            if (hit is not null)
            {
                return hit;
            }

            GiveUpAfter(began, chat["messages"]!);
            seen = (long)chat["version"]!;
        }
    }

    /// <summary>Waits until a mail to this address holds these words.</summary>
    /// <returns>Its text.</returns>
    public async Task<string> WaitForMailAsync(string to, string words, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        var url = new Uri(stack.Sandbox, $"control/mail?to={Uri.EscapeDataString(to)}");
        while (true)
        {
            var mails = (await SendAsync(HttpMethod.Get, url, null, null, ct))!.AsArray();
            var texts = mails.Select(mail => (string?)mail?["text"] ?? "");
            if (
                texts.FirstOrDefault(text => text.Contains(words, StringComparison.Ordinal)) is
                { } hit
            )
            {
                return hit;
            }

            GiveUpAfter(began, mails);
            await Task.Delay(LookAgain, TimeProvider.System, ct);
        }
    }

    /// <summary>What stands in a channel or group, oldest first.</summary>
    public async Task<JsonArray> ChannelMessagesAsync(long channel, CancellationToken ct) =>
        (await ChannelAsync(channel, "messages", ct)).AsArray();

    /// <summary>The people inside a channel or group.</summary>
    public async Task<IReadOnlySet<long>> MembersAsync(long channel, CancellationToken ct) =>
        (await ChannelAsync(channel, "members", ct))["members"]!
            .AsArray()
            .Where(one => (string?)one!["status"] is "member" or "administrator" or "creator")
            .Select(one => (long)one!["user"]!["id"]!)
            .ToHashSet();

    /// <summary>The first button of a message that opens a page.</summary>
    public static Uri? LinkOf(JsonNode message) =>
        Buttons(message)
            .Select(button => (string?)button["url"])
            .Where(url => url is not null)
            .Select(url => new Uri(url!))
            .FirstOrDefault();

    /// <summary>All buttons under a message.</summary>
    public static IEnumerable<JsonNode> Buttons(JsonNode message) =>
        (message["reply_markup"]?["inline_keyboard"]?.AsArray() ?? [])
            .SelectMany(row => row!.AsArray())
            .Select(button => button!);

    private async Task<string> AnswerOfRequestAsync(long person, long chat, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        long? seen = null;
        while (true)
        {
            var query = seen is null ? "" : $"?after={seen}&wait=20000";
            var url = new Uri(stack.Sandbox, $"control/telegram/people/{person}/view{query}");
            var view = (await SendAsync(HttpMethod.Get, url, null, null, ct))!;
            var channel = view["channels"]!
                .AsArray()
                .FirstOrDefault(one => (long?)one?["id"] == chat);
            if ((string?)channel?["my_status"] != "requested")
            {
                return (bool?)channel?["inside"] == true ? "joined" : "declined";
            }

            GiveUpAfter(began, view);
            seen = (long)view["version"]!;
        }
    }

    private async Task<JsonNode> ChannelAsync(long channel, string what, CancellationToken ct)
    {
        var url = new Uri(stack.Sandbox, $"control/telegram/channels/{channel}/{what}");
        return (await SendAsync(HttpMethod.Get, url, null, null, ct))!;
    }

    private static void GiveUpAfter(long began, JsonNode seen)
    {
        if (TimeProvider.System.GetElapsedTime(began) > Patience)
        {
            throw new TimeoutException($"it never came; what is there: {seen.ToJsonString()}");
        }
    }

    private async Task<JsonNode> ChatAsync(long person, long? after, CancellationToken ct)
    {
        var query = after is null ? "" : $"?after={after}&wait=20000";
        var url = new Uri(stack.Sandbox, $"control/telegram/people/{person}/messages{query}");
        return (await SendAsync(HttpMethod.Get, url, null, null, ct))!;
    }

    private Task<JsonNode?> ControlAsync(string path, string body, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, new Uri(stack.Sandbox, $"control/{path}"), body, null, ct);

    private async Task<JsonNode?> SendAsync(
        HttpMethod method,
        Uri url,
        string? body,
        string? bearer,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(method, url);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        using var response = await http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        if (!response.IsSuccessStatusCode)
        {
            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            throw new InvalidOperationException($"{url.AbsolutePath} answered {status}: {text}");
        }

        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private static string Quote(string text) => JsonValue.Create(text).ToJsonString();

    [GeneratedRegex("iid=(?<id>[^&]+)", RegexOptions.NonBacktracking)]
    private static partial Regex InvoiceId();
}
