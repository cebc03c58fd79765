using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Serving;
using Pgp.Sandbox.Telegram;

namespace Pgp.Sandbox.Control;

/// <summary>Channels and groups from behind the stage: nobody's leave is asked.</summary>
internal sealed class ChatControl(
    TelegramWorld world,
    ChannelActions channels,
    Membership membership,
    PersonView view
)
{
    public Answer Run(PartnerCall call, string[] rest)
    {
        switch (call.Method, rest)
        {
            case ("GET", []):
                var all = world.State.Channels.Values.Select(c => (JsonNode)Shown(c));
                return Answer.Json(new JsonArray(all.ToArray()));
            case ("POST", []):
                return Create(call.Json);
            case (_, [var id, .. var action]):
                return world.FindChannel(id) is { } channel
                    ? Act(call, channel, action is [var name] ? name : "")
                    : ControlAnswers.NotFound("channel");
            default:
                return ControlAnswers.NotFound("control");
        }
    }

    private Answer Create(JsonObject request)
    {
        if (request.Integer("id") is not (< 0 and var id) || world.State.Channels.ContainsKey(id))
        {
            return ControlAnswers.Wrong("id must be a negative number that is not in use");
        }

        var owner = world.FindPerson(request.Text("owner"));
        var channel = channels.Create(request, id, owner);
        return Answer.Json(Shown(channel), StatusCodes.Status201Created);
    }

    private Answer Act(PartnerCall call, Channel channel, string action)
    {
        var person = world.FindPerson(call.Json.Text("user_id"));
        switch (call.Method, action)
        {
            case ("GET", ""):
            case ("GET", "members"):
                return Answer.Json(Shown(channel));
            case ("GET", "messages"):
                return Answer.Json(view.Messages(channel.Id));
            case ("POST", "bot"):
                var status = call.Json.Text("status") ?? channel.BotStatus;
                channels.SetBot(channel, status, call.Json, ActorOf(call.Json, channel));
                return ControlAnswers.Done;
            case ("POST", "members") when person is not null:
                Place(channel, person, call.Json);
                return ControlAnswers.Done;
            case ("POST", "migrate") when call.Json.Integer("id") is { } id:
                return Answer.Json(Shown(channels.Migrate(channel, id)));
            default:
                return ControlAnswers.NotFound("action");
        }
    }

    private void Place(Channel channel, Person person, JsonObject request)
    {
        var place = new Member
        {
            Status = request.Text("status") ?? "member",
            IsMember = request["is_member"] is null || request.Flag("is_member"),
        };
        var actor = world.FindPerson(request.Text("by"));
        membership.Place(
            channel,
            person,
            place,
            actor is null ? null : TelegramJson.OfPerson(actor)
        );
    }

    // Who did it: the one named, or else the owner.
    private Person? ActorOf(JsonObject request, Channel channel)
    {
        var owner = channel.Members.FirstOrDefault(m => m.Value.Status == "creator").Key;
        return world.FindPerson(request.Text("by")) ?? world.State.People.GetValueOrDefault(owner);
    }

    private JsonObject Shown(Channel channel)
    {
        var shown = TelegramJson.OfChannel(channel);
        shown["bot"] = TelegramJson.OfBotMember(world, channel);
        shown["members"] = new JsonArray(
            channel
                .Members.Select(entry =>
                {
                    var person = world.State.People[entry.Key];
                    var member = TelegramJson.OfMember(
                        person,
                        channel,
                        world.MemberOf(channel, entry.Key)
                    );
                    member["invite_link"] = entry.Value.Link;
                    return (JsonNode)member;
                })
                .ToArray()
        );
        shown["links"] = new JsonArray(
            world
                .State.Links.Values.Where(link => link.ChatId == channel.Id)
                .Select(link => (JsonNode)TelegramJson.OfLink(world, link))
                .ToArray()
        );
        shown["requests"] = new JsonArray(
            world
                .State.JoinRequests.Where(join => join.ChatId == channel.Id)
                .Select(join => (JsonNode)join.PersonId)
                .ToArray()
        );
        return shown;
    }
}
