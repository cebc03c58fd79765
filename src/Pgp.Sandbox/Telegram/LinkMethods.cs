using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>Invite links and join requests (spec 70, 3.4).</summary>
internal sealed class LinkMethods(TelegramWorld world, Membership membership)
{
    private const int NameCharsMax = 32;
    private const int MemberLimitMax = 99_999;

    public Answer Create(JsonObject request)
    {
        var (channel, refusal) = membership.Administered(request, "can_invite_users");
        if (channel is null)
        {
            return refusal!;
        }

        var link = new InviteLink
        {
            Url = $"https://t.me/+{RandomText.Token(16)}",
            ChatId = channel.Id,
        };
        if (Apply(link, request) is { } fault)
        {
            return Replies.BadRequest(fault);
        }

        world.State.Links[link.Url] = link;
        world.Touch();
        return Replies.Ok(TelegramJson.OfLink(world, link));
    }

    public Answer Edit(JsonObject request)
    {
        var (link, refusal) = Find(request);
        if (link is null)
        {
            return refusal!;
        }

        if (Apply(link, request) is { } fault)
        {
            return Replies.BadRequest(fault);
        }

        world.Touch();
        return Replies.Ok(TelegramJson.OfLink(world, link));
    }

    public Answer Revoke(JsonObject request)
    {
        var (link, refusal) = Find(request);
        if (link is null)
        {
            return refusal!;
        }

        link.Revoked = true;
        world.Touch();
        return Replies.Ok(TelegramJson.OfLink(world, link));
    }

    public Answer Export(JsonObject request)
    {
        var (channel, refusal) = membership.Administered(request, "can_invite_users");
        if (channel is null)
        {
            return refusal!;
        }

        if (world.State.Links.TryGetValue(channel.PrimaryLink, out var old))
        {
            old.Revoked = true;
        }

        channel.PrimaryLink = $"https://t.me/+{RandomText.Token(16)}";
        world.State.Links[channel.PrimaryLink] = new InviteLink
        {
            Url = channel.PrimaryLink,
            ChatId = channel.Id,
            Primary = true,
        };
        world.Touch();
        return Replies.Ok(channel.PrimaryLink);
    }

    public Answer Decide(JsonObject request, bool approve)
    {
        var (channel, refusal) = membership.Administered(request, "can_invite_users");
        if (channel is null)
        {
            return refusal!;
        }

        if (world.FindPerson(request.Text("user_id")) is not { } person)
        {
            return Replies.BadRequest("USER_ID_INVALID");
        }

        if (approve && Membership.IsPresent(world.MemberOf(channel, person.Id)))
        {
            return Replies.BadRequest("USER_ALREADY_PARTICIPANT");
        }

        var waiting = world.State.JoinRequests.Find(join =>
            join.ChatId == channel.Id && join.PersonId == person.Id
        );
        if (waiting is null)
        {
            return Replies.BadRequest("HIDE_REQUESTER_MISSING");
        }

        world.State.JoinRequests.Remove(waiting);
        if (approve)
        {
            membership.Admit(channel, person, waiting.Link, viaRequest: true);
        }

        world.Touch();
        return Replies.True;
    }

    private (InviteLink? Link, Answer? Refusal) Find(JsonObject request)
    {
        var (channel, refusal) = membership.Administered(request, "can_invite_users");
        if (channel is null)
        {
            return (null, refusal);
        }

        var link = world.State.Links.GetValueOrDefault(request.Text("invite_link") ?? "");
        return link?.ChatId == channel.Id
            ? (link, null)
            : (null, Replies.BadRequest("INVITE_HASH_INVALID"));
    }

    private static string? Apply(InviteLink link, JsonObject request)
    {
        var limit = request.Count("member_limit") is { } count and not 0 ? count : (int?)null;
        var byRequest = request.Flag("creates_join_request");
        var name = request.Text("name");
        if (byRequest && limit is not null)
        {
            return "member limit can't be specified for links requiring administrator approval";
        }

        if (limit is < 1 or > MemberLimitMax)
        {
            return "USAGE_LIMIT_INVALID";
        }

        if (name?.Length > NameCharsMax)
        {
            return "invite link name is too long";
        }

        link.Name = string.IsNullOrEmpty(name) ? null : name;
        link.MemberLimit = limit;
        link.CreatesJoinRequest = byRequest;
        link.ExpiresAt = request.Integer("expire_date") is { } until and > 0
            ? DateTimeOffset.FromUnixTimeSeconds(until)
            : null;
        return null;
    }
}
