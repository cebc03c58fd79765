using System.Globalization;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>What people do in their app. Called under the world's lock.</summary>
internal sealed class PeopleActions(TelegramWorld world, Membership membership)
{
    private const int PayloadCharsMax = 64;

    public Person Create(long id, string name)
    {
        if (!world.State.People.TryGetValue(id, out var person))
        {
            world.State.People[id] = person = new Person { Id = id, FirstName = name };
        }

        person.FirstName = name;
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

        person.Started = true;
        Write(person, payload is null ? "/start" : $"/start {payload}");
        return null;
    }

    public ChatMessage Write(Person person, string text)
    {
        var command = text.StartsWith('/') ? text.Split(' ', '\n')[0].Length : 0;
        var message = world.Post(
            person.Id,
            id => new ChatMessage
            {
                Id = id,
                ChatId = person.Id,
                FromPerson = person.Id,
                Date = world.Now,
                Text = text,
                Entities =
                    command > 0
                        ? new JsonArray(
                            new JsonObject
                            {
                                ["offset"] = 0,
                                ["length"] = command,
                                ["type"] = "bot_command",
                            }
                        )
                        : null,
            }
        );
        person.Started = true;
        world.Queue("message", person.Id, TelegramJson.OfMessage(world, message));
        return message;
    }

    /// <summary>
    /// Taps a button with this data; answers the id of the tap, or null if there is none.
    /// </summary>
    public Press? Tap(Person person, long chatId, long messageId, string data)
    {
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

    /// <summary>Opens an invite link: joined, requested, already_member, or why not.</summary>
    public string Join(Person person, string url)
    {
        if (!world.State.Links.TryGetValue(url, out var link) || link.Revoked)
        {
            return "invalid";
        }

        var channel = world.State.Channels[link.ChatId];
        var member = world.MemberOf(channel, person.Id);
        if (Membership.IsPresent(member))
        {
            return "already_member";
        }

        if (link.ExpiresAt <= world.Now)
        {
            return "expired";
        }

        if (member?.Status == "kicked")
        {
            return "banned";
        }

        if (link.CreatesJoinRequest)
        {
            Ask(channel, person, link);
            return "requested";
        }

        // The limit counts who is in by this link at the same time.
        var inside = channel.Members.Values.Count(m => m.Link == url && Membership.IsPresent(m));
        if (inside >= link.MemberLimit)
        {
            return "full";
        }

        membership.Admit(channel, person, url, viaRequest: false);
        world.Touch();
        return "joined";
    }

    public void Leave(Channel channel, Person person)
    {
        if (Membership.IsPresent(world.MemberOf(channel, person.Id)))
        {
            membership.Place(channel, person, "left", until: null, byBot: false);
        }
    }

    public void Block(Person person, bool blocked)
    {
        person.BlockedBot = blocked;
        var (old, fresh) = blocked ? ("member", "kicked") : ("kicked", "member");
        world.Queue(
            "my_chat_member",
            person.Id,
            new JsonObject
            {
                ["chat"] = TelegramJson.OfPrivateChat(person),
                ["from"] = TelegramJson.OfPerson(person),
                ["date"] = world.Now.ToUnixTimeSeconds(),
                ["old_chat_member"] = BotAs(old),
                ["new_chat_member"] = BotAs(fresh),
            }
        );
        world.Touch();
    }

    private void Ask(Channel channel, Person person, InviteLink link)
    {
        world.State.JoinRequests.RemoveAll(join =>
            join.ChatId == channel.Id && join.PersonId == person.Id
        );
        world.State.JoinRequests.Add(new JoinRequest(channel.Id, person.Id, link.Url, world.Now));
        world.Queue(
            "chat_join_request",
            channel.Id,
            new JsonObject
            {
                ["chat"] = TelegramJson.OfChannel(channel),
                ["from"] = TelegramJson.OfPerson(person),
                ["user_chat_id"] = person.Id,
                ["date"] = world.Now.ToUnixTimeSeconds(),
                ["invite_link"] = TelegramJson.OfLink(world, link),
            }
        );
        world.Touch();
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
