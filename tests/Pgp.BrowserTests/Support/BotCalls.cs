using System.Text;
using System.Text.Json.Nodes;
using Pgp.Host.Stack;

namespace Pgp.BrowserTests.Support;

/// <summary>Plays the bot where a test wants to see what the page makes of its words.</summary>
internal sealed class BotCalls(LocalStack stack)
{
    private static readonly HttpClient Http = new();

    /// <returns>Telegram's result.</returns>
    public async Task<JsonNode> CallAsync(string method, string body, CancellationToken ct)
    {
        var path = $"/bot{stack.Credentials.BotToken}/{method}";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(new Uri(stack.Sandbox, path), content, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        return JsonNode.Parse(text)!["result"] ?? throw new InvalidOperationException(text);
    }

    /// <summary>Takes back what was ordered to go wrong between Telegram and the bot.</summary>
    public async Task ForgiveAsync(CancellationToken ct)
    {
        var faults = new Uri(stack.Sandbox, "control/faults?partner=telegram");
        using var response = await Http.DeleteAsync(faults, ct);
        response.EnsureSuccessStatusCode();
    }

    public async Task<long> SayAsync(long chat, string text, string more, CancellationToken ct)
    {
        var quoted = JsonValue.Create(text).ToJsonString();
        var body = $$"""{"chat_id":{{chat}},"text":{{quoted}},"parse_mode":"HTML"{{more}}}""";
        return (long)(await CallAsync("sendMessage", body, ct))["message_id"]!;
    }
}
