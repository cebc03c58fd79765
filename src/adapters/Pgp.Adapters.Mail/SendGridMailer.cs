using System.Net.Http.Headers;
using System.Text.Json;
using Pgp.Adapters.Wire;
using Pgp.Common.Settings;

namespace Pgp.Adapters.Mail;

/// <summary>SendGrid's API, version 3. Success means "queued", not "delivered".</summary>
/// <param name="http">Prepared by <see cref="Configure"/>.</param>
/// <param name="key">Needs the right to send mails and no other.</param>
public sealed class SendGridMailer(HttpClient http, Secret key, MailSender sender) : IMailer
{
    private const int AnswerBytesMax = 64 * 1024;
    private const int FieldLengthMax = 64;

    private static readonly TimeSpan PauseStandard = TimeSpan.FromSeconds(1);

    public static void Configure(HttpClient http, Uri baseAddress, TimeSpan timeLimit)
    {
        PartnerHttp.Configure(http, baseAddress, timeLimit);
        http.MaxResponseContentBufferSize = AnswerBytesMax;
    }

    public async Task<MailOutcome> SendAsync(Mail mail, CancellationToken ct)
    {
        if (MailHeaders.FaultOf(mail) is { } fault)
        {
            return new MailOutcome.Refused(fault);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "mail/send");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
        request.Content = WireWriter.Object(json => Write(json, mail));
        return await PartnerHttp.SendAsync(http, request, ct) switch
        {
            PartnerAnswer.Answered { IsSuccess: true } => new MailOutcome.Sent(),
            PartnerAnswer.Answered { Status: 429 } answered => new MailOutcome.TooFast(
                answered.RetryAfter ?? PauseStandard
            ),
            // The two that speak of the mail; a wrong key or address of the API can be mended.
            PartnerAnswer.Answered { Status: 400 or 413 } answered => new MailOutcome.Refused(
                Reason(answered)
            ),
            PartnerAnswer.Answered answered => new MailOutcome.Unknown(Reason(answered)),
            PartnerAnswer.Silent silent => new MailOutcome.Unknown(silent.Reason),
            var other => throw new InvalidOperationException($"unknown answer: {other}"),
        };
    }

    private void Write(Utf8JsonWriter json, Mail mail)
    {
        json.WriteStartArray("personalizations");
        json.WriteStartObject();
        json.WriteStartArray("to");
        json.WriteStartObject();
        json.WriteString("email", mail.To);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("from");
        json.WriteString("email", sender.Email);
        json.WriteString("name", sender.Name);
        json.WriteEndObject();
        json.WriteString("subject", mail.Subject);
        json.WriteStartArray("content");
        WritePart(json, "text/plain", mail.Text);
        WritePart(json, "text/html", mail.Html);
        json.WriteEndArray();
        json.WriteStartObject("headers");
        json.WriteString(AutoSubmitted.Name, AutoSubmitted.Value);
        json.WriteEndObject();
        WriteTracking(json);
    }

    private static void WritePart(Utf8JsonWriter json, string type, string value)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    // Counting clicks leads every link through the vendor, and ours carry one-time tokens.
    private static void WriteTracking(Utf8JsonWriter json)
    {
        json.WriteStartObject("tracking_settings");
        json.WriteStartObject("click_tracking");
        json.WriteBoolean("enable", false);
        json.WriteBoolean("enable_text", false);
        json.WriteEndObject();
        json.WriteStartObject("open_tracking");
        json.WriteBoolean("enable", false);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Which field is at fault is told by a path such as from.email; the vendor's sentences may
    // repeat what was sent, and are left out.
    private static string Reason(PartnerAnswer.Answered answered)
    {
        var status = $"http_{answered.Status}";
        return
            FirstError(answered) is { } error
            && WireJson.Text(error, "field") is { Length: <= FieldLengthMax } field
            && field.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_')
            ? $"{status} {field}"
            : status;
    }

    private static JsonElement? FirstError(PartnerAnswer.Answered answered) =>
        answered.JsonObject() is { } body
        && WireJson.Member(body, "errors") is { ValueKind: JsonValueKind.Array } errors
        && errors.GetArrayLength() > 0
            ? errors[0]
            : null;
}
