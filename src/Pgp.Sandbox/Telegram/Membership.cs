using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>Who is in a chat, and the updates that tell of it.</summary>
internal sealed class Membership(TelegramWorld world)
{
    public static bool IsPresent(Member? member) =>
        member?.Status is "creator" or "administrator" or "member" or "restricted";

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

        return channel switch
        {
            { MigratedTo: { } to } => (null, Replies.Migrated(to)),
            { BotStatus: "kicked" } => (
                null,
                Replies.Forbidden($"bot was kicked from the {channel.Type} chat")
            ),
            { BotStatus: "left" } => (
                null,
                Replies.Forbidden($"bot is not a member of the {channel.Type} chat")
            ),
            { BotStatus: "administrator" } => channel.BotRights.Contains(right)
                ? (channel, null)
                : (null, Replies.BadRequest(NotEnough(right))),
            _ => (null, Replies.BadRequest("CHAT_ADMIN_REQUIRED")),
        };
    }

    public void Admit(Channel channel, Person person, string? link, bool viaRequest)
    {
        var before = TelegramJson.OfMember(world, person, world.MemberOf(channel, person.Id));
        channel.Members[person.Id] = new Member { Status = "member", Link = link };
        Tell(channel, person, before, link, TelegramJson.OfPerson(person), viaRequest);
    }

    /// <summary>
    /// Changes a person's place and tells the bot; <paramref name="byBot"/> says who did it.
    /// </summary>
    public void Place(
        Channel channel,
        Person person,
        string status,
        DateTimeOffset? until,
        bool byBot
    )
    {
        var member = world.MemberOf(channel, person.Id);
        var before = TelegramJson.OfMember(world, person, member);
        channel.Members[person.Id] = new Member { Status = status, Until = until };
        var actor = byBot ? TelegramJson.OfBot(world) : TelegramJson.OfPerson(person);
        if ((string)before["status"]! != status)
        {
            Tell(channel, person, before, link: null, actor, viaRequest: false);
        }

        world.Touch();
    }

    private void Tell(
        Channel channel,
        Person person,
        JsonObject before,
        string? link,
        JsonObject actor,
        bool viaRequest
    )
    {
        var member = channel.Members[person.Id];
        var content = new JsonObject
        {
            ["chat"] = TelegramJson.OfChannel(channel),
            ["from"] = actor,
            ["date"] = world.Now.ToUnixTimeSeconds(),
            ["old_chat_member"] = before,
            ["new_chat_member"] = TelegramJson.OfMember(world, person, member),
        };
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

    private static string NotEnough(string right) =>
        right switch
        {
            "can_invite_users" => "not enough rights to manage chat invite link",
            "can_restrict_members" => "not enough rights to restrict/unrestrict chat member",
            _ => "not enough rights",
        };
}
