using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>Who is in a chat, and the updates that tell of it (spec 70, 3.4).</summary>
internal sealed class Membership(TelegramWorld world)
{
    public static bool IsPresent(Member? member) =>
        member switch
        {
            { Status: "creator" or "administrator" or "member" } => true,
            { Status: "restricted" } => member.IsMember,
            _ => false,
        };

    /// <summary>Whether a person may add bots, remove people and make links.</summary>
    public bool Manages(Channel channel, Person person) =>
        world.MemberOf(channel, person.Id)?.Status is "creator" or "administrator";

    /// <summary>A chat in which the bot holds a right, or why the call is refused.</summary>
    public (Channel? Channel, Answer? Refusal) Administered(JsonObject request, string right)
    {
        var chatId = request.Text("chat_id");
        if (world.FindChannel(chatId) is not { } channel)
        {
            return world.FindPerson(chatId) is null
                ? (null, Replies.ChatNotFound)
                : (
                    null,
                    Replies.BadRequest("method is available for supergroup and channel chats only")
                );
        }

        var refusal =
            ChatAccess.Unseen(channel) ?? ChatAccess.Without(channel, right, NotEnough(right));
        return refusal is null ? (channel, null) : (null, refusal);
    }

    public void Admit(Channel channel, Person person, string? link, bool viaRequest)
    {
        var before = TelegramJson.OfMember(person, channel, world.MemberOf(channel, person.Id));
        channel.Members[person.Id] = new Member { Status = "member", Link = link };
        Forget(channel, person);
        Tell(channel, person, before, link, TelegramJson.OfPerson(person), viaRequest);
        world.Touch();
    }

    /// <summary>Changes a person's place and tells the bot who did it.</summary>
    /// <param name="actor">The Bot API's user; null for the person.</param>
    public void Place(Channel channel, Person person, Member place, JsonObject? actor = null)
    {
        var before = TelegramJson.OfMember(person, channel, world.MemberOf(channel, person.Id));
        channel.Members[person.Id] = place;
        var after = TelegramJson.OfMember(person, channel, place);
        if (place.Status == "kicked")
        {
            Forget(channel, person);
        }

        if (!JsonNode.DeepEquals(before, after))
        {
            actor ??= TelegramJson.OfPerson(person);
            Tell(channel, person, before, link: null, actor, viaRequest: false);
        }

        world.Touch();
    }

    /// <summary>Changes the bot's own place and tells it, unless all is as it was.</summary>
    public void PlaceBot(Channel channel, JsonObject actor, Action<Channel> change)
    {
        var before = TelegramJson.OfBotMember(world, channel);
        change(channel);
        var after = TelegramJson.OfBotMember(world, channel);
        if (!JsonNode.DeepEquals(before, after))
        {
            world.Queue(
                "my_chat_member",
                channel.Id,
                Change(TelegramJson.OfChannel(channel), actor, before, after)
            );
        }

        world.Touch();
    }

    /// <summary>The content of an update about somebody's place.</summary>
    public JsonObject Change(JsonObject chat, JsonObject actor, JsonObject before, JsonObject after)
    {
        return new JsonObject
        {
            ["chat"] = chat,
            ["from"] = actor,
            ["date"] = world.Now.ToUnixTimeSeconds(),
            ["old_chat_member"] = before,
            ["new_chat_member"] = after,
        };
    }

    // Only administrators are told of others.
    private void Tell(
        Channel channel,
        Person person,
        JsonObject before,
        string? link,
        JsonObject actor,
        bool viaRequest
    )
    {
        if (channel.BotStatus != "administrator")
        {
            return;
        }

        var after = TelegramJson.OfMember(person, channel, channel.Members[person.Id]);
        var content = Change(TelegramJson.OfChannel(channel), actor, before, after);
        if (link is not null && world.State.Links.TryGetValue(link, out var known))
        {
            content["invite_link"] = TelegramJson.OfLink(world, known);
        }

        if (viaRequest)
        {
            content["via_join_request"] = true;
        }

        world.Queue("chat_member", channel.Id, content);
    }

    private void Forget(Channel channel, Person person) =>
        world.State.JoinRequests.RemoveAll(join =>
            join.ChatId == channel.Id && join.PersonId == person.Id
        );

    private static string NotEnough(string right) =>
        right switch
        {
            "can_invite_users" => "not enough rights to manage chat invite link",
            "can_restrict_members" => "not enough rights to restrict/unrestrict chat member",
            _ => "not enough rights",
        };
}
