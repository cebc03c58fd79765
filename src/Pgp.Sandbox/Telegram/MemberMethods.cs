using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>Looking at chats and members, removing them and letting them come back.</summary>
internal sealed class MemberMethods(TelegramWorld world, Membership membership)
{
    private static readonly TimeSpan BanMin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BanMax = TimeSpan.FromDays(366);

    public Answer GetChat(JsonObject request)
    {
        var chatId = request.Text("chat_id");
        if (world.FindChannel(chatId) is { } channel)
        {
            if (SeenBy(channel) is { } refusal)
            {
                return refusal;
            }

            var chat = TelegramJson.OfChannel(channel);
            chat["accent_color_id"] = 0;
            chat["max_reaction_count"] = 11;
            if (channel.BotRights.Contains("can_invite_users") && channel.PrimaryLink.Length > 0)
            {
                chat["invite_link"] = channel.PrimaryLink;
            }

            return Replies.Ok(chat);
        }

        return world.FindPerson(chatId) is { Started: true } person
            ? Replies.Ok(TelegramJson.OfPrivateChat(person))
            : Replies.ChatNotFound;
    }

    public Answer GetMember(JsonObject request) =>
        OfChannel(
            request,
            channel =>
            {
                var userId = request.Integer("user_id");
                if (userId == world.BotId)
                {
                    return Replies.Ok(TelegramJson.OfBotMember(world, channel));
                }

                if (world.FindPerson(request.Text("user_id")) is not { } person)
                {
                    return Replies.BadRequest("user not found");
                }

                var member = world.MemberOf(channel, person.Id);
                return Replies.Ok(TelegramJson.OfMember(world, person, member));
            }
        );

    public Answer GetAdministrators(JsonObject request) =>
        OfChannel(
            request,
            channel =>
            {
                var people = channel
                    .Members.Where(entry => entry.Value.Status is "creator" or "administrator")
                    .Select(entry =>
                        (JsonNode)
                            TelegramJson.OfMember(world, world.State.People[entry.Key], entry.Value)
                    );
                var all = new JsonArray(people.ToArray());
                if (channel.BotStatus == "administrator")
                {
                    all.Add((JsonNode)TelegramJson.OfBotMember(world, channel));
                }

                return Replies.Ok(all);
            }
        );

    public Answer CountMembers(JsonObject request) =>
        OfChannel(
            request,
            channel => Replies.Ok(1 + channel.Members.Values.Count(Membership.IsPresent))
        );

    public Answer Leave(JsonObject request) =>
        OfChannel(
            request,
            channel =>
            {
                channel.BotStatus = "left";
                world.Touch();
                return Replies.True;
            }
        );

    public Answer Ban(JsonObject request) =>
        OfTarget(
            request,
            (channel, person) =>
            {
                var until = request.Integer("until_date") is { } seconds and > 0
                    ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                    : (DateTimeOffset?)null;
                if (until - world.Now < BanMin || until - world.Now > BanMax)
                {
                    until = null;
                }

                membership.Place(channel, person, "kicked", until, byBot: true);
                return Replies.True;
            }
        );

    public Answer Unban(JsonObject request) =>
        OfTarget(
            request,
            (channel, person) =>
            {
                var status = world.MemberOf(channel, person.Id)?.Status;
                // Without only_if_banned the call removes somebody who is in.
                if (status == "kicked" || (status is not null && !request.Flag("only_if_banned")))
                {
                    membership.Place(channel, person, "left", until: null, byBot: true);
                }

                return Replies.True;
            }
        );

    private Answer OfTarget(JsonObject request, Func<Channel, Person, Answer> then)
    {
        var (channel, refusal) = membership.Administered(request, "can_restrict_members");
        if (channel is null)
        {
            return refusal!;
        }

        if (world.FindPerson(request.Text("user_id")) is not { } person)
        {
            return Replies.BadRequest("PARTICIPANT_ID_INVALID");
        }

        return world.MemberOf(channel, person.Id)?.Status switch
        {
            "creator" => Replies.BadRequest("can't remove chat owner"),
            "administrator" => Replies.BadRequest("user is an administrator of the chat"),
            _ => then(channel, person),
        };
    }

    private Answer OfChannel(JsonObject request, Func<Channel, Answer> then)
    {
        if (world.FindChannel(request.Text("chat_id")) is not { } channel)
        {
            return Replies.ChatNotFound;
        }

        return SeenBy(channel) ?? then(channel);
    }

    private static Answer? SeenBy(Channel channel) =>
        channel switch
        {
            { MigratedTo: { } to } => Replies.Migrated(to),
            { BotStatus: "kicked" } => Replies.Forbidden(
                $"bot was kicked from the {channel.Type} chat"
            ),
            { BotStatus: "left", Username: null } => Replies.Forbidden(
                $"bot is not a member of the {channel.Type} chat"
            ),
            _ => null,
        };
}
