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
            if (ChatAccess.Unseen(channel) is { } refusal)
            {
                return refusal;
            }

            var chat = WithDetails(TelegramJson.OfChannel(channel), channel.Id);
            if (channel.Description is { } description)
            {
                chat["description"] = description;
            }

            if (ChatAccess.Holds(channel, "can_invite_users"))
            {
                chat["invite_link"] = channel.PrimaryLink;
            }

            return Replies.Ok(chat);
        }

        return world.FindPerson(chatId) is { Started: true } person
            ? Replies.Ok(WithDetails(TelegramJson.OfPrivateChat(person), person.Id))
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

                if (channel.BotStatus != "administrator" && channel.Type == "channel")
                {
                    return Replies.BadRequest("member list is inaccessible");
                }

                var member = world.MemberOf(channel, person.Id);
                return Replies.Ok(TelegramJson.OfMember(person, channel, member));
            }
        );

    public Answer GetAdministrators(JsonObject request) =>
        OfChannel(
            request,
            channel =>
            {
                if (channel.BotStatus != "administrator" && channel.Type == "channel")
                {
                    return Replies.BadRequest("member list is inaccessible");
                }

                var people = channel
                    .Members.Where(entry => entry.Value.Status is "creator" or "administrator")
                    .Select(entry =>
                        (JsonNode)
                            TelegramJson.OfMember(
                                world.State.People[entry.Key],
                                channel,
                                entry.Value
                            )
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
            channel =>
            {
                var bot = channel.BotStatus is "administrator" or "member" ? 1 : 0;
                return Replies.Ok(bot + channel.Members.Values.Count(Membership.IsPresent));
            }
        );

    public Answer Leave(JsonObject request) =>
        OfChannel(
            request,
            channel =>
            {
                membership.PlaceBot(
                    channel,
                    TelegramJson.OfBot(world),
                    left => left.BotStatus = "left"
                );
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

                var place = new Member { Status = "kicked", Until = until };
                membership.Place(channel, person, place, TelegramJson.OfBot(world));
                return Replies.True;
            }
        );

    public Answer Unban(JsonObject request) =>
        OfTarget(
            request,
            (channel, person) =>
            {
                if (channel.Type == "group")
                {
                    return Replies.BadRequest(
                        "method is available for supergroup and channel chats only"
                    );
                }

                var status = world.MemberOf(channel, person.Id)?.Status;
                // Without only_if_banned the call removes somebody who is in.
                if (status == "kicked" || (status is not null && !request.Flag("only_if_banned")))
                {
                    var place = new Member { Status = "left" };
                    membership.Place(channel, person, place, TelegramJson.OfBot(world));
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

        return ChatAccess.Unseen(channel) ?? then(channel);
    }

    private JsonObject WithDetails(JsonObject chat, long chatId)
    {
        chat["accent_color_id"] = 0;
        chat["max_reaction_count"] = 11;
        chat["accepted_gift_types"] = new JsonObject
        {
            ["unlimited_gifts"] = false,
            ["limited_gifts"] = false,
            ["unique_gifts"] = false,
            ["premium_subscription"] = false,
            ["gifts_from_channels"] = false,
        };
        if (world.MessagesOf(chatId).FindLast(message => message.Pinned) is { } pinned)
        {
            chat["pinned_message"] = TelegramJson.OfMessage(world, pinned);
        }

        return chat;
    }
}
