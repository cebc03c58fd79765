using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Serving;
using Pgp.Sandbox.Telegram;

namespace Pgp.Sandbox.Control;

/// <summary>
/// What owners do in the app with their own channels; to others' channels it is refused.
/// </summary>
internal sealed class OwnerControl(
    TelegramWorld world,
    JoinActions joins,
    ChannelActions channels,
    Membership membership
)
{
    private const int TitleCharsMax = 128;

    /// <summary>Null if there is no such action.</summary>
    public Answer? Act(PartnerCall call, Person person, string action)
    {
        var request = call.Json;
        return (call.Method, action) switch
        {
            ("POST", "create-channel") => Create(person, request),
            ("POST", "set-bot") => OfMine(
                person,
                request,
                channel =>
                {
                    var status = request.Text("status") ?? channel.BotStatus;
                    channels.SetBot(channel, status, request, person);
                    return ControlAnswers.Done;
                }
            ),
            ("POST", "remove-member") => OfMember(person, request, Remove(person)),
            ("POST", "promote") => OfMember(person, request, Promote(person, request)),
            ("POST", "decide") => OfMember(
                person,
                request,
                (channel, other) => joins.Decide(channel, other, request.Flag("approve"))
            ),
            _ => null,
        };
    }

    private Answer Create(Person person, JsonObject request)
    {
        var title = request.Text("title")?.Trim() ?? "";
        if (title.Length is 0 or > TitleCharsMax)
        {
            return ControlAnswers.Wrong("the title must have 1 to 128 characters");
        }

        var type = request.Text("type") ?? "channel";
        if (type is not ("channel" or "supergroup" or "group"))
        {
            return ControlAnswers.Wrong("type is channel, supergroup or group");
        }

        request["title"] = title;
        request["bot_status"] ??= "left";
        var channel = channels.Create(request, channels.NextId(type), person);
        var shown = TelegramJson.OfChannel(channel);
        return Answer.Json(shown, StatusCodes.Status201Created);
    }

    private Func<Channel, Person, bool> Remove(Person actor) =>
        (channel, other) =>
        {
            if (world.MemberOf(channel, other.Id)?.Status == "creator")
            {
                return false;
            }

            var place = new Member { Status = "kicked" };
            membership.Place(channel, other, place, TelegramJson.OfPerson(actor));
            return true;
        };

    private Func<Channel, Person, bool> Promote(Person actor, JsonObject request) =>
        (channel, other) =>
        {
            var member = world.MemberOf(channel, other.Id);
            if (!Membership.IsPresent(member) || member?.Status == "creator")
            {
                return false;
            }

            var status = request.Flag("demote") ? "member" : "administrator";
            var place = new Member { Status = status, Link = member?.Link };
            membership.Place(channel, other, place, TelegramJson.OfPerson(actor));
            return true;
        };

    private Answer OfMember(
        Person person,
        JsonObject request,
        Func<Channel, Person, bool> change
    ) =>
        OfMine(
            person,
            request,
            channel =>
            {
                if (world.FindPerson(request.Text("user_id")) is not { } other)
                {
                    return ControlAnswers.NotFound("person");
                }

                return change(channel, other)
                    ? ControlAnswers.Done
                    : ControlAnswers.Wrong("that does not fit this person's place");
            }
        );

    private Answer OfMine(Person person, JsonObject request, Func<Channel, Answer> then)
    {
        if (world.FindChannel(request.Text("chat_id")) is not { } channel)
        {
            return ControlAnswers.NotFound("channel");
        }

        return membership.Manages(channel, person)
            ? then(channel)
            : ControlAnswers.Wrong("only its owner and administrators may do that");
    }
}
