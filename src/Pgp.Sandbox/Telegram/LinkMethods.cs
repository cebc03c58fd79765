using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>Invite links and join requests (spec 70, 3.4).</summary>
internal sealed class LinkMethods(TelegramWorld world, Membership membership, JoinActions joins)
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

        if (link.Revoked || link.Primary)
        {
            return Replies.BadRequest(link.Revoked ? "INVITE_HASH_EXPIRED" : "INVITE_HASH_INVALID");
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
        if (link.Primary && world.FindChannel(request.Text("chat_id")) is { } channel)
        {
            Renew(channel);
        }

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

        Renew(channel);
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

        return joins.Decide(channel, person, approve)
            ? Replies.True
            : Replies.BadRequest("HIDE_REQUESTER_MISSING");
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

    private void Renew(Channel channel)
    {
        channel.PrimaryLink = $"https://t.me/+{RandomText.Token(16)}";
        world.State.Links[channel.PrimaryLink] = new InviteLink
        {
            Url = channel.PrimaryLink,
            ChatId = channel.Id,
            Primary = true,
        };
    }

    private string? Apply(InviteLink link, JsonObject request)
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

        var expires = request.Integer("expire_date") is { } until and > 0
            ? DateTimeOffset.FromUnixTimeSeconds(until)
            : (DateTimeOffset?)null;
        if (expires <= world.Now)
        {
            return "EXPIRE_DATE_INVALID";
        }

        link.Name = string.IsNullOrEmpty(name) ? null : name;
        link.MemberLimit = limit;
        link.CreatesJoinRequest = byRequest;
        link.ExpiresAt = expires;
        return null;
    }
}
