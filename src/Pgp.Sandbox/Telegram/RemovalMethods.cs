using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>Deleting and pinning messages (spec 70, 3.3).</summary>
internal sealed class RemovalMethods(TelegramWorld world, ChatAccess access)
{
    private const int DeletedAtOnceMax = 100;
    private static readonly TimeSpan DeletableFor = TimeSpan.FromHours(48);

    public Answer Delete(JsonObject request)
    {
        var (message, refusal) = access.Find(request, "message to delete not found");
        if (message is null)
        {
            return refusal!;
        }

        if (!MayDelete(message))
        {
            return Replies.BadRequest("message can't be deleted");
        }

        world.MessagesOf(message.ChatId).Remove(message);
        world.Touch();
        return Replies.True;
    }

    public Answer DeleteMany(JsonObject request)
    {
        var (chatId, refusal) = access.Seen(request);
        if (refusal is not null)
        {
            return refusal;
        }

        var ids = request.List("message_ids") ?? [];
        if (ids.Count is 0 or > DeletedAtOnceMax)
        {
            return Replies.BadRequest("wrong number of message identifiers");
        }

        var wanted = ids.Select(JsonRead.Text).ToHashSet(StringComparer.Ordinal);
        world
            .MessagesOf(chatId)
            .RemoveAll(message => wanted.Contains($"{message.Id}") && MayDelete(message));
        world.Touch();
        return Replies.True;
    }

    public Answer Pin(JsonObject request, bool pinned)
    {
        var newest = !pinned && request["message_id"] is null;
        var (message, refusal) = newest
            ? NewestPinned(request)
            : access.Find(request, "message to pin not found");
        if (message is null)
        {
            return refusal!;
        }

        if (!MayPin(access.ChatOf(message)))
        {
            return Replies.BadRequest("not enough rights to manage pinned messages in the chat");
        }

        message.Pinned = pinned;
        world.Touch();
        return Replies.True;
    }

    private (ChatMessage? Message, Answer? Refusal) NewestPinned(JsonObject request)
    {
        var (chatId, refusal) = access.Seen(request);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var message = world.MessagesOf(chatId).FindLast(one => one.Pinned);
        return (message, Replies.BadRequest("message to unpin not found"));
    }

    private bool MayDelete(ChatMessage message) =>
        message.Date + DeletableFor >= world.Now
        && access.ChatOf(message) switch
        {
            null => true,
            { Type: "channel" } channel => ChatAccess.Holds(channel, "can_delete_messages")
                || (message.FromBot && ChatAccess.Holds(channel, "can_post_messages")),
            var group => message.FromBot || ChatAccess.Holds(group, "can_delete_messages"),
        };

    private static bool MayPin(Channel? chat) =>
        chat switch
        {
            null => true,
            { Type: "channel" } => ChatAccess.Holds(chat, "can_edit_messages"),
            _ => ChatAccess.Holds(chat, "can_pin_messages"),
        };
}
