using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>Sending and editing messages (spec 70, 3.3).</summary>
internal sealed class MessageMethods(TelegramWorld world, ChatAccess access)
{
    private const int TextCharsMax = 4096;

    private readonly SendBuckets buckets = new();

    public Answer Send(JsonObject request)
    {
        var (chatId, refusal) = access.Writable(request);
        if (refusal is not null)
        {
            return refusal;
        }

        var (text, error) = ReadText(request);
        if (text is null)
        {
            return Replies.BadRequest(error!);
        }

        var chat = world.State.Channels.GetValueOrDefault(chatId);
        var markup = request.Nested("reply_markup");
        if (Keyboards.FaultOfSent(markup, chat) is { } fault)
        {
            return Replies.BadRequest(fault);
        }

        if (buckets.Take(chatId, IsGroup(chat), world.State.Limits, world.Now) is { } seconds)
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
                Silent = request.Flag("disable_notification"),
            }
        );
        return Replies.Ok(TelegramJson.OfMessage(world, message));
    }

    public Answer EditText(JsonObject request)
    {
        var (text, error) = ReadText(request);
        return text is null ? Replies.BadRequest(error!) : Edit(request, text);
    }

    public Answer EditMarkup(JsonObject request) => Edit(request, text: null);

    private Answer Edit(JsonObject request, FormattedText? text)
    {
        var (message, refusal) = access.Find(request, "message to edit not found");
        if (message is null)
        {
            return refusal!;
        }

        var chat = access.ChatOf(message);
        var markup = request.Nested("reply_markup");
        if (Keyboards.FaultOfEdited(markup, chat) is { } fault)
        {
            return Replies.BadRequest(fault);
        }

        if (!MayEdit(message, chat))
        {
            return Replies.BadRequest("message can't be edited");
        }

        var fresh = text ?? new FormattedText(message.Text, message.Entities);
        if (IsSame(message, fresh, markup))
        {
            return Replies.BadRequest(
                "message is not modified: specified new message content and reply markup are "
                    + "exactly the same as a current content and reply markup of the message"
            );
        }

        if (buckets.Take(message.ChatId, IsGroup(chat), world.State.Limits, world.Now) is { } wait)
        {
            return Replies.TooMany(wait);
        }

        message.Text = fresh.Text;
        message.Entities = fresh.Entities?.DeepClone() as JsonArray;
        message.Markup = Keyboards.IsEmpty(markup) ? null : markup!.DeepClone() as JsonObject;
        message.EditDate = world.Now;
        world.Touch();
        return Replies.Ok(TelegramJson.OfMessage(world, message));
    }

    private static bool IsSame(ChatMessage message, FormattedText fresh, JsonObject? markup) =>
        fresh.Text == message.Text
        && JsonNode.DeepEquals(fresh.Entities, message.Entities)
        && (
            Keyboards.IsEmpty(markup)
                ? message.Markup is null
                : JsonNode.DeepEquals(markup, message.Markup)
        );

    // Messages with a keyboard below the input cannot be edited, whoever wrote them.
    private static bool MayEdit(ChatMessage message, Channel? chat) =>
        (message.Markup is null || TelegramJson.InlineKeyboard(message) is not null)
        && chat switch
        {
            { Type: "channel" } => ChatAccess.Holds(chat, "can_edit_messages")
                || (message.FromBot && ChatAccess.Holds(chat, "can_post_messages")),
            _ => message.FromBot,
        };

    private static bool IsGroup(Channel? chat) => chat is not (null or { Type: "channel" });

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
