using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pgp.FlowTests.Support;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Bot;

/// <summary>One person's Telegram: what he writes, presses, sees and joins.</summary>
internal sealed class Phone(FlowStack flow, long person)
{
    public long Person => person;

    /// <summary>A person who may have started the bot, in a language.</summary>
    public static async Task<Phone> TakeAsync(
        FlowStack flow,
        CancellationToken ct,
        bool hasStarted = true,
        string language = "en"
    )
    {
        var phone = new Phone(flow, flow.NextPerson());
        await phone.ControlAsync(
            "people",
            $$"""
            {"id":{{phone.Person}},"name":"Person {{phone.Person}}",
             "language_code":"{{language}}","started":{{(hasStarted ? "true" : "false")}}}
            """,
            ct
        );
        return phone;
    }

    public Task StartAsync(string payload, CancellationToken ct) =>
        flow.Sandbox.StartBotAsync(person, payload, ct);

    public Task SendAsync(string text, CancellationToken ct) =>
        ControlAsync(
            $"people/{person}/send",
            new JsonObject { ["text"] = text }.ToJsonString(),
            ct
        );

    /// <summary>Presses a button of a message, in a chat with the bot or in a channel.</summary>
    public Task PressAsync(long chat, JsonNode message, string data, CancellationToken ct) =>
        ControlAsync(
            $"people/{person}/press",
            $$"""
            {"chat_id":{{chat}},"message_id":{{message["message_id"]}},"data":"{{data}}"}
            """,
            ct
        );

    public Task PressAsync(JsonNode message, string data, CancellationToken ct) =>
        PressAsync(person, message, data, ct);

    /// <summary>Presses the first button with this text.</summary>
    public Task PressTextAsync(JsonNode message, string text, CancellationToken ct) =>
        PressAsync(
            message,
            (string)
                SandboxClient.Buttons(message).First(one => (string?)one["text"] == text)[
                    "callback_data"
                ]!,
            ct
        );

    /// <summary>What an owner does in the app.</summary>
    /// <returns>The app's answer.</returns>
    public async Task<JsonNode> ActAsync(string action, JsonObject with, CancellationToken ct) =>
        JsonNode.Parse(await ControlAsync($"people/{person}/{action}", with.ToJsonString(), ct))!;

    /// <summary>Waits for a message that holds these words.</summary>
    public Task<JsonNode> HearAsync(string words, CancellationToken ct) =>
        flow.Sandbox.WaitForMessageAsync(
            person,
            message => TextOf(message).Contains(words, StringComparison.Ordinal),
            ct
        );

    public async Task<IReadOnlyList<string>> TextsAsync(CancellationToken ct) =>
        [.. (await flow.Sandbox.MessagesAsync(person, ct)).Select(TextOf)];

    /// <summary>Waits until so many presses were answered.</summary>
    /// <returns>What the answers said; nothing where they only ended the waiting.</returns>
    public Task<IReadOnlyList<string>> NotesAsync(int count, CancellationToken ct) =>
        Eventually.GetAsync(
            async () =>
            {
                var view = await ReadAsync($"people/{person}/messages", ct);
                return (IReadOnlyList<string>)
                    [
                        .. view["callback_answers"]!
                            .AsArray()
                            .Where(answer => (bool?)answer?["answered"] == true)
                            .Select(answer => (string?)answer?["text"] ?? ""),
                    ];
            },
            notes => notes.Count >= count,
            ct
        );

    public async Task<IReadOnlyList<JsonNode>> ChannelMessagesAsync(
        long channel,
        CancellationToken ct
    ) => [.. (await flow.Sandbox.ChannelMessagesAsync(channel, ct)).Select(one => one!)];

    /// <summary>Waits for a message in a channel.</summary>
    public Task<JsonNode> SeeAsync(
        long channel,
        Func<JsonNode, bool> condition,
        CancellationToken ct
    ) =>
        Eventually.FindAsync(
            async () => (await ChannelMessagesAsync(channel, ct)).LastOrDefault(condition),
            ct
        );

    public Task<string> JoinAsync(Uri link, CancellationToken ct) =>
        flow.Sandbox.JoinAsync(person, link.ToString(), ct);

    /// <summary>Whether the person is inside.</summary>
    public async Task<bool> IsInsideAsync(long channel, CancellationToken ct)
    {
        var view = await ReadAsync($"people/{person}/view", ct);
        return view["channels"]!
            .AsArray()
            .Any(one => (long?)one?["id"] == channel && (bool?)one["inside"] == true);
    }

    public Task WaitUntilOutsideAsync(long channel, CancellationToken ct) =>
        Eventually.GetAsync(() => IsInsideAsync(channel, ct), inside => !inside, ct);

    public static string TextOf(JsonNode? message) => (string?)message?["text"] ?? "";

    private async Task<JsonNode> ReadAsync(string path, CancellationToken ct)
    {
        var url = new Uri(flow.Stack.Sandbox, $"control/telegram/{path}");
        return JsonNode.Parse(await flow.Http.GetStringAsync(url, ct))!;
    }

    private async Task<string> ControlAsync(string path, string body, CancellationToken ct)
    {
        var url = new Uri(flow.Stack.Sandbox, $"control/telegram/{path}");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await flow.Http.PostAsync(url, content, ct);
        var answer = await response.Content.ReadAsStringAsync(ct);
        Assert.True(
            response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created,
            $"{path}: {answer}"
        );
        return answer;
    }
}
