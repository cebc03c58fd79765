using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Slack;

/// <summary>A message that a channel took.</summary>
/// <param name="Channel">The last part of the webhook's address.</param>
/// <param name="Body">As it was posted.</param>
internal sealed record StoredMessage(DateTimeOffset At, string Channel, string Body);

/// <summary>
/// Slack's incoming webhooks: any address of the vendor's form is a channel. Answers are single
/// words in plain text, as the vendor's are.
/// </summary>
internal sealed class SlackHook
{
    private const int MessagesMax = 1000;
    private const int HeaderLengthMax = 150;
    private const int TextLengthMax = 3000;

    private readonly Lock gate = new();
    private readonly List<StoredMessage> messages = [];
    private readonly TimeProvider clock;
    private readonly StateFile file;

    public SlackHook(TimeProvider clock, StateFile file)
    {
        this.clock = clock;
        this.file = file;
        file.Add(new StateSection("slack", Save, Load));
    }

    public static PartnerFace Face { get; } =
        new(
            "slack",
            call => $"{call.Method} /{call.Path}",
            seconds =>
                Answer.Text("rate_limited", StatusCodes.Status429TooManyRequests) with
                {
                    Headers = [new("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))],
                },
            () => Answer.Text("rollup_error", StatusCodes.Status500InternalServerError)
        );

    public Task<Answer> AnswerAsync(PartnerCall call) =>
        Task.FromResult(
            call switch
            {
                { Method: "POST", Segments: ["services", _, _, "revoked"] } => Answer.Text(
                    "no_service",
                    StatusCodes.Status404NotFound
                ),
                { Method: "POST", Segments: ["services", _, _, var channel] } => Post(
                    channel,
                    call
                ),
                _ => Answer.Text("no_service", StatusCodes.Status404NotFound),
            }
        );

    /// <summary>Messages, newest first.</summary>
    public JsonArray List()
    {
        lock (gate)
        {
            return new JsonArray(messages.AsEnumerable().Reverse().Select(OfMessage).ToArray());
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            messages.Clear();
        }

        file.Changed();
    }

    private Answer Post(string channel, PartnerCall call)
    {
        if (!IsValid(call.Json))
        {
            return Answer.Text("invalid_payload", StatusCodes.Status400BadRequest);
        }

        lock (gate)
        {
            messages.Add(new StoredMessage(clock.GetUtcNow(), channel, call.BodyText));
            if (messages.Count > MessagesMax)
            {
                messages.RemoveAt(0);
            }
        }

        file.Changed();
        return Answer.Text("ok");
    }

    // A text, or blocks whose own texts are there and not too long.
    private static bool IsValid(JsonObject message)
    {
        var blocks = message.List("blocks")?.OfType<JsonObject>().ToArray() ?? [];
        return (message.Text("text") is { Length: > 0 } || blocks.Length > 0)
            && blocks.All(block =>
                block.Text("type") switch
                {
                    "header" => Fits(block.Nested("text"), "plain_text", HeaderLengthMax),
                    "section" => Fits(block.Nested("text"), "mrkdwn", TextLengthMax),
                    "context" => block.List("elements") is { Count: > 0 },
                    "divider" => true,
                    _ => false,
                }
            );
    }

    private static bool Fits(JsonObject? text, string type, int lengthMax) =>
        text?.Text("type") == type
        && text.Text("text") is { Length: > 0 } content
        && content.Length <= lengthMax;

    private JsonNode? Save()
    {
        lock (gate)
        {
            return JsonSerializer.SerializeToNode(messages, SandboxJson.Default.ListStoredMessage);
        }
    }

    private void Load(JsonElement saved)
    {
        lock (gate)
        {
            messages.AddRange(saved.Deserialize(SandboxJson.Default.ListStoredMessage) ?? []);
        }
    }

    private static JsonNode OfMessage(StoredMessage message) =>
        new JsonObject
        {
            ["at"] = message.At.ToString("O"),
            ["channel"] = message.Channel,
            ["body"] = JsonNode.Parse(message.Body),
        };
}
