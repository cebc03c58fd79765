using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Mail;

/// <summary>A mail that the vendor accepted.</summary>
internal sealed record StoredMail(
    string Id,
    DateTimeOffset At,
    string From,
    string[] To,
    string Subject,
    string? Text,
    string? Html
);

/// <summary>SendGrid's send call (spec 70, 6) and the box the mails end in.</summary>
internal sealed class MailBox
{
    private const int MailsMax = 1000;
    private const int RecipientsMax = 1000;

    private readonly Lock gate = new();
    private readonly List<StoredMail> mails = [];
    private readonly TimeProvider clock;
    private readonly StateFile file;

    public MailBox(TimeProvider clock, StateFile file)
    {
        this.clock = clock;
        this.file = file;
        file.Add(new StateSection("mail", Save, Load));
    }

    public static PartnerFace Face { get; } =
        new(
            "mail",
            call => $"{call.Method} /{call.Path}",
            seconds =>
                Refusal(StatusCodes.Status429TooManyRequests, "too many requests", null) with
                {
                    Headers = [new("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))],
                },
            () => Refusal(StatusCodes.Status500InternalServerError, "internal error", null)
        );

    public Task<Answer> AnswerAsync(PartnerCall call) =>
        Task.FromResult(
            call is { Method: "POST", Segments: ["mail", "send"] }
                ? Send(call)
                : Refusal(StatusCodes.Status404NotFound, "not found", null)
        );

    /// <summary>Mails, newest first; with an address only those to it.</summary>
    public JsonArray List(string? to)
    {
        lock (gate)
        {
            var chosen = mails.Where(mail =>
                to is null || mail.To.Contains(to, StringComparer.OrdinalIgnoreCase)
            );
            return new JsonArray(chosen.Reverse().Select(OfMail).ToArray());
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            mails.Clear();
        }

        file.Changed();
    }

    private JsonNode? Save()
    {
        lock (gate)
        {
            return JsonSerializer.SerializeToNode(mails, SandboxJson.Default.ListStoredMail);
        }
    }

    private void Load(JsonElement saved)
    {
        lock (gate)
        {
            mails.AddRange(saved.Deserialize(SandboxJson.Default.ListStoredMail) ?? []);
        }
    }

    private Answer Send(PartnerCall call)
    {
        if (!call.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal))
        {
            var text = "The provided authorization grant is invalid, expired, or revoked";
            return Refusal(StatusCodes.Status401Unauthorized, text, null);
        }

        var request = call.Json;
        var content = request.List("content")?.OfType<JsonObject>().ToArray() ?? [];
        var recipients = Recipients(request);
        if (FaultOf(request, content, recipients) is { } fault)
        {
            return fault;
        }

        var id = RandomText.Token(22);
        if (request.Nested("mail_settings")?.Nested("sandbox_mode")?.Flag("enable") == true)
        {
            return Accepted(id, StatusCodes.Status200OK);
        }

        Store(
            new StoredMail(
                id,
                clock.GetUtcNow(),
                request.Nested("from")!.Text("email")!,
                recipients,
                SubjectOf(request)!,
                Part(content, "text/plain"),
                Part(content, "text/html")
            )
        );
        return Accepted(id, StatusCodes.Status202Accepted);
    }

    private void Store(StoredMail mail)
    {
        lock (gate)
        {
            mails.Add(mail);
            if (mails.Count > MailsMax)
            {
                mails.RemoveAt(0);
            }
        }

        file.Changed();
    }

    private static Answer? FaultOf(JsonObject request, JsonObject[] content, string[] recipients)
    {
        if (recipients.Length is 0 or > RecipientsMax)
        {
            return Invalid(
                "The personalizations field is required and must have a to.",
                "personalizations"
            );
        }

        if (request.Nested("from")?.Text("email") is not { Length: > 0 })
        {
            return Invalid("The from object must be provided for every email send.", "from.email");
        }

        if (SubjectOf(request) is not { Length: > 0 })
        {
            return Invalid("The subject is required.", "subject");
        }

        return content.Length == 0 || content.Any(part => part.Text("value") is not { Length: > 0 })
            ? Invalid(
                "The content value must be a string at least one character in length.",
                "content.0.value"
            )
            : null;
    }

    private static string[] Recipients(JsonObject request) =>
        [
            .. (request.List("personalizations") ?? [])
                .OfType<JsonObject>()
                .SelectMany(person => person.List("to") ?? [])
                .OfType<JsonObject>()
                .Select(to => to.Text("email") ?? "")
                .Where(address => address.Contains('@', StringComparison.Ordinal)),
        ];

    private static string? SubjectOf(JsonObject request) =>
        request.Text("subject")
        ?? (request.List("personalizations") ?? [])
            .OfType<JsonObject>()
            .Select(person => person.Text("subject"))
            .FirstOrDefault(subject => subject is not null);

    private static string? Part(JsonObject[] content, string type) =>
        Array.Find(content, part => part.Text("type") == type)?.Text("value");

    private static Answer Accepted(string id, int status) =>
        Answer.Empty(status) with
        {
            Headers = [new("X-Message-Id", id)],
        };

    private static Answer Invalid(string message, string field) =>
        Refusal(StatusCodes.Status400BadRequest, message, field);

    private static Answer Refusal(int status, string message, string? field) =>
        Answer.Json(
            new JsonObject
            {
                ["errors"] = new JsonArray(
                    new JsonObject
                    {
                        ["message"] = message,
                        ["field"] = field,
                        ["help"] = null,
                    }
                ),
            },
            status
        );

    private static JsonNode OfMail(StoredMail mail) =>
        new JsonObject
        {
            ["id"] = mail.Id,
            ["at"] = mail.At.ToString("O"),
            ["from"] = mail.From,
            ["to"] = new JsonArray(mail.To.Select(to => (JsonNode)to).ToArray()),
            ["subject"] = mail.Subject,
            ["text"] = mail.Text,
            ["html"] = mail.Html,
        };
}
