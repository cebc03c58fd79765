using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>Where the bot may look and write, and the refusals (spec 70, 3.4 and 3.5).</summary>
internal sealed class ChatAccess(TelegramWorld world)
{
    private static readonly TimeSpan AskingFor = TimeSpan.FromMinutes(5);

    /// <summary>Why the bot does not see a chat, or null if it does.</summary>
    public static Answer? Unseen(Channel channel) =>
        channel switch
        {
            { MigratedTo: { } to } => Replies.Migrated(to),
            { BotStatus: "kicked" } => Replies.Forbidden(
                $"bot was kicked from the {channel.Type} chat"
            ),
            { BotStatus: "left", Username: null } => NotMember(channel),
            _ => null,
        };

    /// <summary>Why the bot does not act as administrator, or null if it holds the right.</summary>
    public static Answer? Without(Channel channel, string right, string refusal) =>
        channel switch
        {
            { BotStatus: "left" } => NotMember(channel),
            { BotStatus: "administrator" } => channel.BotRights.Contains(right)
                ? null
                : Replies.BadRequest(refusal),
            _ => Replies.BadRequest("CHAT_ADMIN_REQUIRED"),
        };

    public static bool Holds(Channel channel, string right) =>
        channel.BotStatus == "administrator" && channel.BotRights.Contains(right);

    /// <summary>The chat to look at, or why the bot may not.</summary>
    public (long ChatId, Answer? Refusal) Seen(JsonObject request)
    {
        var chatId = request.Text("chat_id");
        return world.FindChannel(chatId) is { } channel
            ? (channel.Id, Unseen(channel))
            : OfPerson(world.FindPerson(chatId));
    }

    /// <summary>The chat to write to, or why the bot may not.</summary>
    public (long ChatId, Answer? Refusal) Writable(JsonObject request)
    {
        var chatId = request.Text("chat_id");
        return world.FindChannel(chatId) is { } channel
            ? (channel.Id, Unseen(channel) ?? Mute(channel))
            : OfPerson(world.FindPerson(chatId));
    }

    /// <summary>A message of a chat that the bot sees, or why there is none.</summary>
    public (ChatMessage? Message, Answer? Refusal) Find(JsonObject request, string notFound)
    {
        var (chatId, refusal) = Seen(request);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var id = request.Integer("message_id");
        var message = world.MessagesOf(chatId).Find(m => m.Id == id);
        return message is null ? (null, Replies.BadRequest(notFound)) : (message, null);
    }

    /// <summary>The channel or group of a message; null for a private chat.</summary>
    public Channel? ChatOf(ChatMessage message) =>
        world.State.Channels.GetValueOrDefault(message.ChatId);

    private static Answer? Mute(Channel channel) =>
        channel switch
        {
            { BotStatus: "left" } => NotMember(channel),
            { Type: not "channel" } => null,
            _ => Holds(channel, "can_post_messages")
                ? null
                : Replies.BadRequest("need administrator rights in the channel chat"),
        };

    private (long ChatId, Answer? Refusal) OfPerson(Person? person) =>
        person switch
        {
            null => (0, Replies.ChatNotFound),
            { Deleted: true } => (0, Replies.Forbidden("user is deactivated")),
            { BlockedBot: true } => (0, Replies.Forbidden("bot was blocked by the user")),
            { Started: false } when !IsAsking(person) => (0, Replies.ChatNotFound),
            _ => (person.Id, null),
        };

    // Somebody who asks to join may be written to for a while without /start.
    private bool IsAsking(Person person) =>
        world.State.JoinRequests.Exists(join =>
            join.PersonId == person.Id && join.At + AskingFor >= world.Now
        );

    private static Answer NotMember(Channel channel) =>
        Replies.Forbidden($"bot is not a member of the {channel.Type} chat");
}
