using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>The bot's answers to taps on inline buttons (spec 70, 3.3).</summary>
internal sealed class PressMethods(TelegramWorld world)
{
    private const int AnswerCharsMax = 200;
    private static readonly TimeSpan AnswerableFor = TimeSpan.FromMinutes(15);

    public Answer Answer(JsonObject request)
    {
        var text = request.Text("text");
        if (text?.Length > AnswerCharsMax)
        {
            return Replies.BadRequest("MESSAGE_TOO_LONG");
        }

        var press = world.State.Presses.GetValueOrDefault(request.Text("callback_query_id") ?? "");
        if (press is null || press.Answered || press.At + AnswerableFor < world.Now)
        {
            return Replies.BadRequest(
                "query is too old and response timeout expired or query ID is invalid"
            );
        }

        var url = request.Text("url");
        if (!string.IsNullOrEmpty(url) && !LeadsToTheBot(url))
        {
            return Replies.BadRequest("URL_INVALID");
        }

        press.Answered = true;
        press.Text = text;
        press.ShowAlert = request.Flag("show_alert");
        press.Url = url;
        world.Touch();
        return Replies.True;
    }

    // Anything else could only be a game's page, and this bot has no games.
    private bool LeadsToTheBot(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var target)
        && target.Host is "t.me" or "telegram.me"
        && target.Query.StartsWith("?start=", StringComparison.Ordinal)
        && string.Equals(
            target.AbsolutePath.Trim('/'),
            world.BotUsername,
            StringComparison.OrdinalIgnoreCase
        );
}
