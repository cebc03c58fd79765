using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>What owners do with their channels. Called under the world's lock.</summary>
internal sealed class ChannelActions(TelegramWorld world, Membership membership)
{
    /// <summary>Creates a channel or group; the bot is in it if the request says so.</summary>
    /// <param name="owner">Who made it; null for nobody known.</param>
    public Channel Create(JsonObject request, long id, Person? owner)
    {
        var isPrivate = request["private"] is null || request.Flag("private");
        var channel = new Channel
        {
            Id = id,
            Title = request.Text("title") ?? $"Channel {id}",
            Description = request.Text("description"),
            Username = isPrivate ? null : request.Text("username") ?? $"channel{-id}",
            Type = request.Text("type") ?? "channel",
            PrimaryLink = $"https://t.me/+{RandomText.Token(16)}",
            BotStatus = "left",
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

        SetBot(channel, request.Text("bot_status") ?? "administrator", request, owner);
        return channel;
    }

    /// <summary>An id that no chat has, in the form of the given type.</summary>
    public long NextId(string type)
    {
        var first = type == "group" ? -1_000_001L : -1_003_000_000_001L;
        while (world.State.Channels.ContainsKey(first))
        {
            first--;
        }

        return first;
    }

    /// <summary>
    /// Promotes, demotes or removes the bot; rights named in the request are set.
    /// </summary>
    /// <param name="actor">Who does it; null for nobody known.</param>
    public void SetBot(Channel channel, string status, JsonObject request, Person? actor) =>
        membership.PlaceBot(
            channel,
            actor is null ? TelegramJson.OfBot(world) : TelegramJson.OfPerson(actor),
            changed =>
            {
                changed.BotStatus = status;
                foreach (var (name, _) in request)
                {
                    if (!name.StartsWith("can_", StringComparison.Ordinal))
                    {
                        continue;
                    }

                    if (request.Flag(name))
                    {
                        changed.BotRights.Add(name);
                    }
                    else
                    {
                        changed.BotRights.Remove(name);
                    }
                }
            }
        );

    /// <summary>
    /// Turns a group into a supergroup: it gets another id, the old one points to it.
    /// </summary>
    public Channel Migrate(Channel old, long id)
    {
        var moved = new Channel
        {
            Id = id,
            Title = old.Title,
            Description = old.Description,
            Username = old.Username,
            Type = "supergroup",
            BotStatus = old.BotStatus,
            BotRights = [.. old.BotRights],
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
