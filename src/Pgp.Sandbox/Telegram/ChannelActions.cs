using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>What owners do with their channels. Called under the world's lock.</summary>
internal sealed class ChannelActions(TelegramWorld world)
{
    /// <summary>Creates a channel with the bot as administrator, and tells the bot.</summary>
    /// <param name="owner">Who made it; null for nobody known.</param>
    public Channel Create(JsonObject request, long id, Person? owner)
    {
        var isPrivate = request["private"] is null || request.Flag("private");
        var channel = new Channel
        {
            Id = id,
            Title = request.Text("title") ?? $"Channel {id}",
            Username = isPrivate ? null : request.Text("username") ?? $"channel{-id}",
            Type = request.Text("type") ?? "channel",
            PrimaryLink = $"https://t.me/+{RandomText.Token(16)}",
        };
        world.State.Channels[id] = channel;
        world.State.Links[channel.PrimaryLink] = new InviteLink
        {
            Url = channel.PrimaryLink,
            ChatId = id,
            Primary = true,
        };
        if (owner is not null)
        {
            channel.Members[owner.Id] = new Member { Status = "creator" };
        }

        channel.BotStatus = "left";
        SetBot(channel, request.Text("bot_status") ?? "administrator", request, owner);
        return channel;
    }

    /// <summary>
    /// Promotes, demotes or removes the bot; rights named in the request are set.
    /// </summary>
    public void SetBot(Channel channel, string status, JsonObject request, Person? actor)
    {
        var before = TelegramJson.OfBotMember(world, channel);
        channel.BotStatus = status;
        foreach (var (name, _) in request)
        {
            if (!name.StartsWith("can_", StringComparison.Ordinal))
            {
                continue;
            }

            if (request.Flag(name))
            {
                channel.BotRights.Add(name);
            }
            else
            {
                channel.BotRights.Remove(name);
            }
        }

        var by = actor is null ? TelegramJson.OfBot(world) : TelegramJson.OfPerson(actor);
        world.Queue(
            "my_chat_member",
            channel.Id,
            new JsonObject
            {
                ["chat"] = TelegramJson.OfChannel(channel),
                ["from"] = by,
                ["date"] = world.Now.ToUnixTimeSeconds(),
                ["old_chat_member"] = before,
                ["new_chat_member"] = TelegramJson.OfBotMember(world, channel),
            }
        );
        world.Touch();
    }

    /// <summary>
    /// Turns a group into a supergroup: it gets another id, the old one points to it.
    /// </summary>
    public Channel Migrate(Channel old, long id)
    {
        var moved = new Channel
        {
            Id = id,
            Title = old.Title,
            Username = old.Username,
            Type = "supergroup",
            BotStatus = old.BotStatus,
            PrimaryLink = old.PrimaryLink,
        };
        foreach (var (person, member) in old.Members)
        {
            moved.Members[person] = member;
        }

        old.MigratedTo = id;
        world.State.Channels[id] = moved;
        world.Touch();
        return moved;
    }
}
