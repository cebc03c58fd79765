using System.Globalization;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>What people do with the bot. Called under the world's lock.</summary>
internal sealed class PeopleActions(TelegramWorld world, Membership membership)
{
    private const int PayloadCharsMax = 64;

    public Person Create(long id, string? name)
    {
        if (!world.State.People.TryGetValue(id, out var person))
        {
            person = new Person { Id = id, FirstName = name ?? $"Person {id}" };
            world.State.People[id] = person;
        }

        person.FirstName = name ?? person.FirstName;
        world.Touch();
        return person;
    }

    /// <summary>Opens the bot by a deep link; unblocks it, as the app does.</summary>
    public string? Start(Person person, string? payload)
    {
        var fits = payload is null || payload.Length is > 0 and <= PayloadCharsMax;
        if (!fits || payload?.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') == false)
        {
            return "the payload must be 1 to 64 characters of A-Z, a-z, 0-9, _ and -";
        }

        if (person.BlockedBot)
        {
            Block(person, blocked: false);
        }

        Write(person, payload is null ? "/start" : $"/start {payload}");
        return null;
    }

    public ChatMessage Write(Person person, string text) =>
        Send(
            person,
            id => new ChatMessage
            {
                Id = id,
                ChatId = person.Id,
                FromPerson = person.Id,
                Date = world.Now,
                Text = text,
                Entities = Commands(text),
            }
        );

    /// <summary>A Mini App, opened by a key of the keyboard, sends its result.</summary>
    public ChatMessage SendWebAppData(Person person, string button, string data) =>
        Send(
            person,
            id => new ChatMessage
            {
                Id = id,
                ChatId = person.Id,
                FromPerson = person.Id,
                Date = world.Now,
                Text = "",
                WebAppData = new JsonObject { ["data"] = data, ["button_text"] = button },
            }
        );

    /// <summary>Writes into a channel or group; null if this person may not.</summary>
    public ChatMessage? WriteTo(Channel channel, Person person, string text)
    {
        var isChannel = channel.Type == "channel";
        var inside = Membership.IsPresent(world.MemberOf(channel, person.Id));
        if (isChannel ? !membership.Manages(channel, person) : !inside)
        {
            return null;
        }

        var message = world.Post(
            channel.Id,
            id => new ChatMessage
            {
                Id = id,
                ChatId = channel.Id,
                FromPerson = person.Id,
                Date = world.Now,
                Text = text,
                Entities = Commands(text),
            }
        );
        if (BotReads(channel, text))
        {
            var kind = isChannel ? "channel_post" : "message";
            world.Queue(kind, channel.Id, TelegramJson.OfMessage(world, message));
        }

        return message;
    }

    /// <summary>
    /// Taps a button with this data; answers the tap, or null if there is no such button to see.
    /// </summary>
    public Press? Tap(Person person, long chatId, long messageId, string data)
    {
        if (!Sees(person, chatId))
        {
            return null;
        }

        var message = world.MessagesOf(chatId).Find(m => m.Id == messageId);
        var rows = message?.Markup?.List("inline_keyboard") ?? [];
        var found = rows.OfType<JsonArray>()
            .SelectMany(row => row.OfType<JsonObject>())
            .Any(button => button.Text("callback_data") == data);
        if (!found)
        {
            return null;
        }

        var press = new Press
        {
            Id = (world.Now.UtcTicks + world.State.Presses.Count).ToString(
                CultureInfo.InvariantCulture
            ),
            PersonId = person.Id,
            At = world.Now,
        };
        world.State.Presses[press.Id] = press;
        world.Queue(
            "callback_query",
            person.Id,
            new JsonObject
            {
                ["id"] = press.Id,
                ["from"] = TelegramJson.OfPerson(person),
                ["message"] = TelegramJson.OfMessage(world, message!),
                ["chat_instance"] = chatId.ToString(CultureInfo.InvariantCulture),
                ["data"] = data,
            }
        );
        return press;
    }

    public void Block(Person person, bool blocked)
    {
        if (person.BlockedBot == blocked)
        {
            return;
        }

        person.BlockedBot = blocked;
        var (old, fresh) = blocked ? ("member", "kicked") : ("kicked", "member");
        var chat = TelegramJson.OfPrivateChat(person);
        var actor = TelegramJson.OfPerson(person);
        var change = membership.Change(chat, actor, BotAs(old), BotAs(fresh));
        world.Queue("my_chat_member", person.Id, change);
        world.Touch();
    }

    private ChatMessage Send(Person person, Func<long, ChatMessage> create)
    {
        var message = world.Post(person.Id, create);
        person.Started = true;
        world.Queue("message", person.Id, TelegramJson.OfMessage(world, message));
        return message;
    }

    private bool Sees(Person person, long chatId) =>
        world.State.Channels.TryGetValue(chatId, out var channel)
            ? channel.Username is not null
                || Membership.IsPresent(world.MemberOf(channel, person.Id))
            : chatId == person.Id;

    // In groups a bot without rights reads commands only: its privacy mode is on.
    private static bool BotReads(Channel channel, string text) =>
        channel.BotStatus switch
        {
            "administrator" => true,
            "member" => text.StartsWith('/'),
            _ => false,
        };

    private static JsonArray? Commands(string text)
    {
        var length = text.StartsWith('/') ? text.Split(' ', '\n')[0].Length : 0;
        return length == 0
            ? null
            : new JsonArray(
                new JsonObject
                {
                    ["offset"] = 0,
                    ["length"] = length,
                    ["type"] = "bot_command",
                }
            );
    }

    private JsonObject BotAs(string status)
    {
        var member = new JsonObject { ["user"] = TelegramJson.OfBot(world), ["status"] = status };
        if (status == "kicked")
        {
            member["until_date"] = 0;
        }

        return member;
    }
}
