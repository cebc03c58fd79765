using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Serving;
using Pgp.Sandbox.Telegram;

namespace Pgp.Sandbox.Control;

/// <summary>Lets a test or the page be a person, and makes people and channels.</summary>
internal sealed class TelegramControl(
    TelegramWorld world,
    PeopleActions people,
    ChannelActions channels,
    Membership membership
)
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    private readonly PersonView view = new(world);

    public async Task<Answer> AnswerAsync(PartnerCall call, string[] rest)
    {
        // Long poll: answers as soon as there is something newer than the caller knows.
        if (call is { Method: "GET" } && rest is ["people", _, "messages" or "view"])
        {
            await WaitForNewsAsync(call);
        }

        lock (world.Gate)
        {
            return rest switch
            {
                ["people", .. var inner] => OfPeople(call, inner),
                ["channels", .. var inner] => OfChannels(call, inner),
                ["limits"] => Limits(call.Json),
                ["updates"] => Answer.Json(
                    new JsonArray(
                        world.State.Updates.Select(u => (JsonNode)UpdatePump.Wire(u)).ToArray()
                    )
                ),
                _ => ControlAnswers.NotFound("control"),
            };
        }
    }

    private Answer OfPeople(PartnerCall call, string[] rest)
    {
        switch (call.Method, rest)
        {
            case ("GET", []):
                var all = world.State.People.Values.Select(p => (JsonNode)TelegramJson.OfPerson(p));
                return Answer.Json(new JsonArray(all.ToArray()));
            case ("POST", []):
                return CreatePerson(call.Json);
            case (_, [var id, .. var action]):
                return world.FindPerson(id) is { } person
                    ? OfPerson(call, person, action is [var name] ? name : "")
                    : ControlAnswers.NotFound("person");
            default:
                return ControlAnswers.NotFound("control");
        }
    }

    private Answer CreatePerson(JsonObject request)
    {
        if (request.Integer("id") is not (> 0 and var id))
        {
            return ControlAnswers.Wrong("id must be a positive number");
        }

        var person = people.Create(id, request.Text("name") ?? $"Person {id}");
        person.Username = request.Text("username") ?? person.Username;
        person.LastName = request.Text("last_name") ?? person.LastName;
        person.LanguageCode = request.Text("language_code") ?? person.LanguageCode;
        person.Started |= request.Flag("started");
        return Answer.Json(TelegramJson.OfPerson(person), StatusCodes.Status201Created);
    }

    private Answer OfPerson(PartnerCall call, Person person, string action)
    {
        switch (call.Method, action)
        {
            case ("GET", "messages"):
                return Answer.Json(view.Chat(person));
            case ("GET", "view"):
                return Answer.Json(view.Everything(person));
            case ("POST", "start"):
                var payload = call.Json.Text("payload");
                var fault = people.Start(person, payload is "" ? null : payload);
                return fault is null ? ControlAnswers.Done : ControlAnswers.Wrong(fault);
            case ("POST", "send") when call.Json.Text("text") is { Length: > 0 } text:
                var sent = people.Write(person, text);
                return Answer.Json(TelegramJson.OfMessage(world, sent));
            case ("POST", "press"):
                return Press(person, call.Json);
            case ("POST", "join"):
                var outcome = people.Join(person, call.Json.Text("invite_link") ?? "");
                return Answer.Json(new JsonObject { ["result"] = outcome });
            case ("POST", "leave"):
                return OfChannel(
                    call.Json.Text("chat_id"),
                    channel =>
                    {
                        people.Leave(channel, person);
                        return ControlAnswers.Done;
                    }
                );
            case ("POST", "block" or "unblock"):
                people.Block(person, action == "block");
                return ControlAnswers.Done;
            case ("POST", "delete-account"):
                person.Deleted = true;
                world.Touch();
                return ControlAnswers.Done;
            default:
                return ControlAnswers.NotFound("action");
        }
    }

    private Answer Press(Person person, JsonObject request)
    {
        var chatId = request.Integer("chat_id") ?? person.Id;
        var messageId = request.Integer("message_id") ?? 0;
        var press = people.Tap(person, chatId, messageId, request.Text("data") ?? "");
        return press is null
            ? ControlAnswers.NotFound("button")
            : Answer.Json(new JsonObject { ["callback_query_id"] = press.Id });
    }

    private Answer OfChannels(PartnerCall call, string[] rest)
    {
        switch (call.Method, rest)
        {
            case ("GET", []):
                var all = world.State.Channels.Values.Select(c => (JsonNode)Shown(c));
                return Answer.Json(new JsonArray(all.ToArray()));
            case ("POST", []):
                return CreateChannel(call.Json);
            case (_, [var id, .. var action]):
                return OfChannel(
                    id,
                    channel => Act(call, channel, action is [var name] ? name : "")
                );
            default:
                return ControlAnswers.NotFound("control");
        }
    }

    private Answer CreateChannel(JsonObject request)
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
                var owner = channel.Members.FirstOrDefault(m => m.Value.Status == "creator").Key;
                channels.SetBot(
                    channel,
                    status,
                    call.Json,
                    world.State.People.GetValueOrDefault(owner)
                );
                return ControlAnswers.Done;
            case ("POST", "members") when person is not null:
                var place = call.Json.Text("status") ?? "member";
                membership.Place(channel, person, place, until: null, byBot: false);
                return ControlAnswers.Done;
            case ("POST", "migrate") when call.Json.Integer("id") is { } id:
                return Answer.Json(Shown(channels.Migrate(channel, id)));
            default:
                return ControlAnswers.NotFound("action");
        }
    }

    private Answer Limits(JsonObject request)
    {
        var type = SandboxJson.Default.SendLimits;
        if (ControlAnswers.Overlay(world.State.Limits, request, type) is not { } limits)
        {
            return ControlAnswers.Wrong("a limit has the wrong type");
        }

        world.State.Limits = limits;
        world.Touch();
        return ControlAnswers.Done;
    }

    private Answer OfChannel(string? id, Func<Channel, Answer> then) =>
        world.FindChannel(id) is { } channel ? then(channel) : ControlAnswers.NotFound("channel");

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
                        world,
                        person,
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
        return shown;
    }

    private async Task WaitForNewsAsync(PartnerCall call)
    {
        var known = JsonRead.Quantity(call.Ask("after"));
        var wait = TimeSpan.FromMilliseconds(
            (int)Math.Clamp(JsonRead.Quantity(call.Ask("wait")) ?? 0, 0, 30_000)
        );
        if (known is null || wait == TimeSpan.Zero)
        {
            return;
        }

        // A person waits in real time, whatever the partners' clock says.
        var over = Task.Delay(wait < WaitMax ? wait : WaitMax, TimeProvider.System, call.Stopped);
        while (!over.IsCompleted)
        {
            var moved = world.Moved;
            if (CurrentVersion() > known)
            {
                return;
            }

            await Task.WhenAny(moved, over);
        }
    }

    private long CurrentVersion()
    {
        lock (world.Gate)
        {
            return world.Version;
        }
    }
}
