using System.Text.Json.Nodes;

namespace Pgp.Sandbox.Telegram;

/// <summary>How people come into chats and leave them. Called under the world's lock.</summary>
internal sealed class JoinActions(TelegramWorld world, Membership membership)
{
    /// <summary>Opens an invite link: joined, requested, already_member, or why not.</summary>
    public string Join(Person person, string url)
    {
        var (channel, link, fault) = Look(person, url);
        if (channel is null || link is null || fault is not null)
        {
            return fault!;
        }

        if (link.CreatesJoinRequest)
        {
            Ask(channel, person, link);
            return "requested";
        }

        membership.Admit(channel, person, url, viaRequest: false);
        return "joined";
    }

    /// <summary>Joins a chat that everybody finds by its name.</summary>
    public string JoinPublic(Person person, Channel channel)
    {
        var member = world.MemberOf(channel, person.Id);
        if (Membership.IsPresent(member))
        {
            return "already_member";
        }

        if (member?.Status == "kicked")
        {
            return "banned";
        }

        if (channel.Username is null)
        {
            return "invalid";
        }

        membership.Admit(channel, person, link: null, viaRequest: false);
        return "joined";
    }

    /// <summary>Where a link leads and why it does not let this person in, if so.</summary>
    public (Channel? Channel, InviteLink? Link, string? Fault) Look(Person person, string url)
    {
        if (!world.State.Links.TryGetValue(url, out var link) || link.Revoked)
        {
            return (null, null, "invalid");
        }

        var channel = world.State.Channels[link.ChatId];
        var member = world.MemberOf(channel, person.Id);
        if (Membership.IsPresent(member))
        {
            return (channel, link, "already_member");
        }

        if (link.ExpiresAt <= world.Now)
        {
            return (channel, link, "expired");
        }

        if (member?.Status == "kicked")
        {
            return (channel, link, "banned");
        }

        // The limit counts who is in by this link at the same time.
        var inside = channel.Members.Values.Count(m => m.Link == url && Membership.IsPresent(m));
        return inside >= link.MemberLimit ? (channel, link, "full") : (channel, link, null);
    }

    public void Leave(Channel channel, Person person)
    {
        if (Membership.IsPresent(world.MemberOf(channel, person.Id)))
        {
            membership.Place(channel, person, new Member { Status = "left" });
        }
    }

    /// <summary>An owner lets somebody in who waits, or does not.</summary>
    /// <returns>Whether somebody waited.</returns>
    public bool Decide(Channel channel, Person person, bool approve)
    {
        var waiting = world.State.JoinRequests.Find(join =>
            join.ChatId == channel.Id && join.PersonId == person.Id
        );
        if (waiting is null)
        {
            return false;
        }

        world.State.JoinRequests.Remove(waiting);
        if (approve)
        {
            membership.Admit(channel, person, waiting.Link, viaRequest: true);
        }

        world.Touch();
        return true;
    }

    // Asking again by the same link changes nothing while the request waits.
    private void Ask(Channel channel, Person person, InviteLink link)
    {
        var waiting = world.State.JoinRequests.Find(join =>
            join.ChatId == channel.Id && join.PersonId == person.Id
        );
        if (waiting?.Link == link.Url)
        {
            return;
        }

        if (waiting is not null)
        {
            world.State.JoinRequests.Remove(waiting);
        }

        world.State.JoinRequests.Add(new JoinRequest(channel.Id, person.Id, link.Url, world.Now));
        if (ChatAccess.Holds(channel, "can_invite_users"))
        {
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
        }

        world.Touch();
    }
}
