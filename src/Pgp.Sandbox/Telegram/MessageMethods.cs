using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>Sending, editing, deleting and pinning messages, and answering taps.</summary>
internal sealed class MessageMethods(TelegramWorld world)
{
    private const int TextCharsMax = 4096;
    private const int AnswerCharsMax = 200;
    private static readonly TimeSpan DeletableFor = TimeSpan.FromHours(48);
    private static readonly TimeSpan AnswerableFor = TimeSpan.FromMinutes(15);

    private readonly SendBuckets buckets = new();

    public Answer Send(JsonObject request)
    {
        var (chatId, refusal) = Target(request);
        if (refusal is not null)
        {
            return refusal;
        }

        var (text, error) = ReadText(request);
        if (text is null)
        {
            return Replies.BadRequest(error!);
        }

        var markup = request.Nested("reply_markup");
        if (Keyboards.Fault(markup, chatId > 0) is { } fault)
        {
            return Replies.BadRequest(fault);
        }

        if (buckets.Take(chatId, world.State.Limits, world.Now) is { } seconds)
        {
            return Replies.TooMany(seconds);
        }

        var message = world.Post(
            chatId,
            id => new ChatMessage
            {
                Id = id,
                ChatId = chatId,
                Date = world.Now,
                Text = text.Text,
                Entities = text.Entities,
                Markup = markup?.DeepClone() as JsonObject,
                ReplyTo = request.Nested("reply_parameters")?.Integer("message_id"),
                Protected = request.Flag("protect_content"),
            }
        );
        return Replies.Ok(TelegramJson.OfMessage(world, message));
    }

    public Answer EditText(JsonObject request)
    {
        var (text, error) = ReadText(request);
        if (text is null)
        {
            return Replies.BadRequest(error!);
        }

        return Edit(request, text);
    }

    public Answer EditMarkup(JsonObject request) => Edit(request, text: null);

    public Answer Delete(JsonObject request)
    {
        var (message, refusal) = Find(request, "message to delete not found");
        if (message is null)
        {
            return refusal!;
        }

        if (message.Date + DeletableFor < world.Now)
        {
            return Replies.BadRequest("message can't be deleted");
        }

        world.MessagesOf(message.ChatId).Remove(message);
        world.Touch();
        return Replies.True;
    }

    public Answer DeleteMany(JsonObject request)
    {
        var (chatId, refusal) = Target(request);
        if (refusal is not null)
        {
            return refusal;
        }

        var ids = request.List("message_ids") ?? [];
        if (ids.Count is 0 or > 100)
        {
            return Replies.BadRequest("wrong number of message identifiers");
        }

        var wanted = ids.Select(JsonRead.Text).ToHashSet(StringComparer.Ordinal);
        world.MessagesOf(chatId).RemoveAll(message => wanted.Contains($"{message.Id}"));
        world.Touch();
        return Replies.True;
    }

    public Answer Pin(JsonObject request, bool pinned)
    {
        var (message, refusal) = Find(request, "message to pin not found");
        if (message is null)
        {
            return refusal!;
        }

        message.Pinned = pinned;
        world.Touch();
        return Replies.True;
    }

    public Answer AnswerPress(JsonObject request)
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

        press.Answered = true;
        press.Text = text;
        press.ShowAlert = request.Flag("show_alert");
        press.Url = request.Text("url");
        world.Touch();
        return Replies.True;
    }

    /// <summary>The chat to write to, or why the bot may not.</summary>
    public (long ChatId, Answer? Refusal) Target(JsonObject request)
    {
        var chatId = request.Text("chat_id");
        if (world.FindChannel(chatId) is { } channel)
        {
            return (channel.Id, ChannelRefusal(channel));
        }

        if (world.FindPerson(chatId) is not { } person)
        {
            return (0, Replies.ChatNotFound);
        }

        // Somebody who asks to join may be written to for a while without /start.
        var asking = world.State.JoinRequests.Exists(join =>
            join.PersonId == person.Id && join.At + TimeSpan.FromMinutes(5) >= world.Now
        );
        return person switch
        {
            { Deleted: true } => (0, Replies.Forbidden("user is deactivated")),
            { BlockedBot: true } => (0, Replies.Forbidden("bot was blocked by the user")),
            { Started: false } when !asking => (0, Replies.ChatNotFound),
            _ => (person.Id, null),
        };
    }

    private static Answer? ChannelRefusal(Channel channel) =>
        channel switch
        {
            { MigratedTo: { } to } => Replies.Migrated(to),
            { BotStatus: "kicked" } => Replies.Forbidden(
                $"bot was kicked from the {Kind(channel)}"
            ),
            { BotStatus: "left" } => Replies.Forbidden(
                $"bot is not a member of the {Kind(channel)}"
            ),
            { BotStatus: "administrator" } when channel.BotRights.Contains("can_post_messages") =>
                null,
            { Type: "supergroup" } => null,
            _ => Replies.BadRequest("need administrator rights in the channel chat"),
        };

    private static string Kind(Channel channel) => $"{channel.Type} chat";

    private Answer Edit(JsonObject request, FormattedText? text)
    {
        var (message, refusal) = Find(request, "message to edit not found");
        if (message is null)
        {
            return refusal!;
        }

        var markup = request.Nested("reply_markup");
        if (Keyboards.Fault(markup, message.ChatId > 0) is { } fault)
        {
            return Replies.BadRequest(fault);
        }

        if (message.FromPerson is not null)
        {
            return Replies.BadRequest("message can't be edited");
        }

        if (buckets.Take(message.ChatId, world.State.Limits, world.Now) is { } seconds)
        {
            return Replies.TooMany(seconds);
        }

        var fresh = text ?? new FormattedText(message.Text, message.Entities);
        if (
            fresh.Text == message.Text
            && JsonNode.DeepEquals(fresh.Entities, message.Entities)
            && JsonNode.DeepEquals(markup, message.Markup)
        )
        {
            return Replies.BadRequest(
                "message is not modified: specified new message content and reply markup are "
                    + "exactly the same as a current content and reply markup of the message"
            );
        }

        message.Text = fresh.Text;
        message.Entities = fresh.Entities?.DeepClone() as JsonArray;
        message.Markup = markup?.DeepClone() as JsonObject;
        message.EditDate = world.Now;
        world.Touch();
        return Replies.Ok(TelegramJson.OfMessage(world, message));
    }

    private (ChatMessage? Message, Answer? Refusal) Find(JsonObject request, string notFound)
    {
        var (chatId, refusal) = Target(request);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var id = request.Integer("message_id");
        var message = world.MessagesOf(chatId).Find(m => m.Id == id);
        return message is null ? (null, Replies.BadRequest(notFound)) : (message, null);
    }

    private static (FormattedText? Text, string? Error) ReadText(JsonObject request)
    {
        var (text, error) = FormattedText.Read(
            request.Text("text") ?? "",
            request.Text("parse_mode")
        );
        if (text is null)
        {
            return (null, error);
        }

        if (request.List("entities") is { } given)
        {
            text = text with { Entities = given.DeepClone() as JsonArray };
        }

        if (string.IsNullOrWhiteSpace(text.Text))
        {
            return (null, "message text is empty");
        }

        return text.Text.Length > TextCharsMax ? (null, "message is too long") : (text, null);
    }
}
