using System.Text.Json.Nodes;

namespace Pgp.Sandbox.Telegram;

/// <summary>The Bot API's objects as it writes them.</summary>
internal static class TelegramJson
{
    public static JsonObject OfBot(TelegramWorld world) =>
        new()
        {
            ["id"] = world.BotId,
            ["is_bot"] = true,
            ["first_name"] = TelegramWorld.BotName,
            ["username"] = world.BotUsername,
        };

    public static JsonObject OfPerson(Person person)
    {
        var user = new JsonObject
        {
            ["id"] = person.Id,
            ["is_bot"] = false,
            ["first_name"] = person.Deleted ? "" : person.FirstName,
        };
        AddIfKnown(user, "last_name", person.LastName);
        AddIfKnown(user, "username", person.Username);
        user["language_code"] = person.LanguageCode;
        return user;
    }

    public static JsonObject OfPrivateChat(Person person)
    {
        var chat = new JsonObject { ["id"] = person.Id, ["first_name"] = person.FirstName };
        AddIfKnown(chat, "last_name", person.LastName);
        AddIfKnown(chat, "username", person.Username);
        chat["type"] = "private";
        return chat;
    }

    public static JsonObject OfChannel(Channel channel)
    {
        var chat = new JsonObject { ["id"] = channel.Id, ["title"] = channel.Title };
        AddIfKnown(chat, "username", channel.Username);
        chat["type"] = channel.Type;
        return chat;
    }

    public static JsonObject OfMessage(TelegramWorld world, ChatMessage message)
    {
        var body = new JsonObject { ["message_id"] = message.Id };
        var chat = world.State.Channels.GetValueOrDefault(message.ChatId);
        if (chat?.Type == "channel")
        {
            body["sender_chat"] = OfChannel(chat);
        }
        else
        {
            body["from"] = message.FromPerson is { } writer
                ? OfPerson(world.State.People[writer])
                : OfBot(world);
        }

        body["chat"] = chat is null
            ? OfPrivateChat(world.State.People[message.ChatId])
            : OfChannel(chat);
        body["date"] = message.Date.ToUnixTimeSeconds();
        if (message.EditDate is { } edited)
        {
            body["edit_date"] = edited.ToUnixTimeSeconds();
        }

        if (message.Protected)
        {
            body["has_protected_content"] = true;
        }

        if (message.WebAppData is { } data)
        {
            body["web_app_data"] = data.DeepClone();
            return body;
        }

        AddIfKnown(body, "reply_to_message", RepliedTo(world, message));
        body["text"] = message.Text;
        AddIfKnown(body, "entities", message.Entities?.DeepClone());
        AddIfKnown(body, "reply_markup", InlineKeyboard(message)?.DeepClone());
        return body;
    }

    public static JsonObject OfMember(Person person, Channel chat, Member? member)
    {
        var status = member?.Status ?? "left";
        var body = new JsonObject { ["user"] = OfPerson(person), ["status"] = status };
        switch (status)
        {
            case "creator":
                body["is_anonymous"] = false;
                break;
            case "administrator":
                body["can_be_edited"] = false;
                body["is_anonymous"] = false;
                AddRights(body, chat, ChatRights.Of(chat));
                break;
            case "restricted":
                body["is_member"] = member!.IsMember;
                body["until_date"] = 0;
                foreach (var right in ChatRights.OfMembers)
                {
                    body[right] = false;
                }

                break;
            case "kicked":
                body["until_date"] = member!.Until?.ToUnixTimeSeconds() ?? 0;
                break;
        }

        return body;
    }

    public static JsonObject OfBotMember(TelegramWorld world, Channel channel)
    {
        var body = new JsonObject { ["user"] = OfBot(world), ["status"] = channel.BotStatus };
        if (channel.BotStatus == "administrator")
        {
            body["can_be_edited"] = false;
            body["is_anonymous"] = false;
            AddRights(body, channel, channel.BotRights);
        }
        else if (channel.BotStatus == "kicked")
        {
            body["until_date"] = 0;
        }

        return body;
    }

    public static JsonObject OfLink(TelegramWorld world, InviteLink link)
    {
        var body = new JsonObject
        {
            ["invite_link"] = link.Url,
            ["creator"] = OfBot(world),
            ["creates_join_request"] = link.CreatesJoinRequest,
            ["is_primary"] = link.Primary,
            ["is_revoked"] = link.Revoked,
        };
        AddIfKnown(body, "name", link.Name);
        AddIfKnown(body, "expire_date", link.ExpiresAt?.ToUnixTimeSeconds());
        AddIfKnown(body, "member_limit", link.MemberLimit);
        var pending = world.State.JoinRequests.Count(request => request.Link == link.Url);
        AddIfKnown(body, "pending_join_request_count", pending == 0 ? null : pending);
        return body;
    }

    /// <summary>
    /// Only inline keyboards are part of a message; the others belong to the screen.
    /// </summary>
    public static JsonObject? InlineKeyboard(ChatMessage message) =>
        message.Markup?["inline_keyboard"] is null ? null : message.Markup;

    private static JsonObject? RepliedTo(TelegramWorld world, ChatMessage message) =>
        message.ReplyTo is { } id
        && world.MessagesOf(message.ChatId).Find(one => one.Id == id) is { } first
        && first.ReplyTo is null
            ? OfMessage(world, first)
            : null;

    private static void AddRights(JsonObject body, Channel chat, IEnumerable<string> held)
    {
        var rights = held.ToHashSet(StringComparer.Ordinal);
        foreach (var right in ChatRights.Of(chat))
        {
            body[right] = rights.Contains(right);
        }
    }

    private static void AddIfKnown(JsonObject body, string name, JsonNode? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }
}
