using System.Text;
using System.Text.Json;
using Pgp.Adapters.Wire;
using Pgp.Common.Settings;

namespace Pgp.Adapters.Slack;

/// <summary>
/// An incoming webhook: one address, one channel, no key beside the address, which is a secret
/// itself. One attempt per call; repeating belongs to the outbox.
/// </summary>
/// <param name="http">Prepared by <see cref="Configure"/>.</param>
/// <param name="address">The webhook's address.</param>
public sealed class SlackWebhook(HttpClient http, Secret address)
{
    // The vendor's limits are 150 for a header, 3,000 for a section and its small print; escaping
    // makes one character into five at most.
    private const int TitleLengthMax = 140;
    private const int TextLengthMax = 560;
    private const int AnswerBytesMax = 64 * 1024;
    private const int ReasonLengthMax = 64;

    private static readonly TimeSpan PauseStandard = TimeSpan.FromSeconds(1);

    public static void Configure(HttpClient http, TimeSpan timeLimit)
    {
        http.Timeout = timeLimit;
        http.MaxResponseContentBufferSize = AnswerBytesMax;
    }

    public async Task<SlackOutcome> SendAsync(SlackMessage message, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address.Reveal()));
        request.Content = WireWriter.Object(json => Write(json, message));
        return await PartnerHttp.SendAsync(http, request, ct) switch
        {
            PartnerAnswer.Answered { IsSuccess: true } => new SlackOutcome.Sent(),
            PartnerAnswer.Answered { Status: 429 } answered => new SlackOutcome.TooFast(
                answered.RetryAfter ?? PauseStandard
            ),
            // A revoked address answers 403 or 404: no repetition makes it valid again.
            PartnerAnswer.Answered { Status: >= 400 and <= 499 and not 408 } answered =>
                new SlackOutcome.Refused(Reason(answered)),
            PartnerAnswer.Answered answered => new SlackOutcome.Unknown(Reason(answered)),
            PartnerAnswer.Silent silent => new SlackOutcome.Unknown(silent.Reason),
            var other => throw new InvalidOperationException($"unknown answer: {other}"),
        };
    }

    private static void Write(Utf8JsonWriter json, SlackMessage message)
    {
        var title = SlackText.Fit(message.Title, TitleLengthMax);
        var text = SlackText.Fit(message.Text, TextLengthMax);
        json.WriteString("text", title);
        json.WriteStartArray("blocks");
        Block(json, "header", () => Text(json, "text", "plain_text", title));
        Block(json, "section", () => Text(json, "text", "mrkdwn", text));
        Block(json, "divider", () => { });
        Block(
            json,
            "context",
            () =>
            {
                json.WriteStartArray("elements");
                json.WriteStartObject();
                json.WriteString("type", "mrkdwn");
                json.WriteString("text", SlackText.Fit(message.SmallPrint, TextLengthMax));
                json.WriteEndObject();
                json.WriteEndArray();
            }
        );
        json.WriteEndArray();
    }

    private static void Block(Utf8JsonWriter json, string type, Action writeMembers)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        writeMembers();
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string type, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("type", type);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    // The vendor's reasons are single words such as no_service; a gateway's page is none.
    private static string Reason(PartnerAnswer.Answered answered)
    {
        var text = Encoding.UTF8.GetString(answered.Body.Span).Trim();
        var isWord =
            text.Length is > 0 and <= ReasonLengthMax
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        return isWord ? $"http_{answered.Status} {text}" : $"http_{answered.Status}";
    }
}
