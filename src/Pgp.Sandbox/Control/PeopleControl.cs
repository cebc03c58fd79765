using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Serving;
using Pgp.Sandbox.Telegram;

namespace Pgp.Sandbox.Control;

/// <summary>What a person does in the app: chats with the bot, taps, joins, leaves.</summary>
internal sealed class PeopleControl(
    TelegramWorld world,
    PeopleActions people,
    JoinActions joins,
    PersonView view
)
{
    public Answer OfAll(PartnerCall call)
    {
        if (call.Method == "POST")
        {
            return Create(call.Json);
        }

        var all = world.State.People.Values.Select(p => (JsonNode)TelegramJson.OfPerson(p));
        return Answer.Json(new JsonArray(all.ToArray()));
    }

    /// <summary>Null if there is no such action.</summary>
    public Answer? Act(PartnerCall call, Person person, string action)
    {
        var request = call.Json;
        return (call.Method, action) switch
        {
            ("GET", "messages") => Answer.Json(view.Chat(person)),
            ("GET", "view") => Answer.Json(view.Everything(person)),
            ("POST", "start") => Start(person, request),
            ("POST", "send") when request.Text("text") is { Length: > 0 } text => Send(
                person,
                request,
                text
            ),
            ("POST", "web-app-data") => Sent(
                people.SendWebAppData(
                    person,
                    request.Text("button") ?? "",
                    request.Text("data") ?? ""
                )
            ),
            ("POST", "press") => Press(person, request),
            ("POST", "look") => Look(person, request),
            ("POST", "join") => Join(person, request),
            ("POST", "leave") => Leave(person, request),
            ("POST", "block" or "unblock") => Block(person, action == "block"),
            ("POST", "delete-account") => DeleteAccount(person),
            _ => null,
        };
    }

    private Answer Create(JsonObject request)
    {
        if (request.Integer("id") is not (> 0 and var id))
        {
            return ControlAnswers.Wrong("id must be a positive number");
        }

        var person = people.Create(id, request.Text("name"));
        person.Username = request.Text("username") ?? person.Username;
        person.LastName = request.Text("last_name") ?? person.LastName;
        person.LanguageCode = request.Text("language_code") ?? person.LanguageCode;
        person.Started |= request.Flag("started");
        var shown = TelegramJson.OfPerson(person);
        return Answer.Json(shown, StatusCodes.Status201Created);
    }

    private Answer Start(Person person, JsonObject request)
    {
        var payload = request.Text("payload");
        var fault = people.Start(person, payload is "" ? null : payload);
        return fault is null ? ControlAnswers.Done : ControlAnswers.Wrong(fault);
    }

    private Answer Send(Person person, JsonObject request, string text)
    {
        if (request.Text("chat_id") is not { } chatId || world.FindPerson(chatId) == person)
        {
            return person.BlockedBot
                ? ControlAnswers.Wrong("unblock the bot first")
                : Sent(people.Write(person, text));
        }

        if (world.FindChannel(chatId) is not { } channel)
        {
            return ControlAnswers.NotFound("channel");
        }

        return people.WriteTo(channel, person, text) is { } message
            ? Sent(message)
            : ControlAnswers.Wrong("you may not write here");
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

    // What the app shows of a chat before one joins.
    private Answer Look(Person person, JsonObject request)
    {
        var (channel, link, fault) = joins.Look(person, request.Text("invite_link") ?? "");
        var waiting = world.State.JoinRequests.Exists(join =>
            join.ChatId == channel?.Id && join.PersonId == person.Id
        );
        return Answer.Json(
            new JsonObject
            {
                ["result"] = fault ?? (waiting ? "requested" : "open"),
                ["chat_id"] = channel?.Id,
                ["title"] = channel?.Title,
                ["type"] = channel?.Type,
                ["description"] = channel?.Description,
                ["members"] = channel?.Members.Values.Count(Membership.IsPresent),
                ["creates_join_request"] = link?.CreatesJoinRequest,
            }
        );
    }

    private Answer Join(Person person, JsonObject request)
    {
        var link = request.Text("invite_link") ?? "";
        var result = world.FindChannel(request.Text("chat_id")) is { } channel
            ? joins.JoinPublic(person, channel)
            : joins.Join(person, link);
        return Answer.Json(new JsonObject { ["result"] = result });
    }

    private Answer Leave(Person person, JsonObject request)
    {
        if (world.FindChannel(request.Text("chat_id")) is not { } channel)
        {
            return ControlAnswers.NotFound("channel");
        }

        joins.Leave(channel, person);
        return ControlAnswers.Done;
    }

    private Answer Block(Person person, bool blocked)
    {
        people.Block(person, blocked);
        return ControlAnswers.Done;
    }

    private Answer DeleteAccount(Person person)
    {
        person.Deleted = true;
        world.Touch();
        return ControlAnswers.Done;
    }

    private Answer Sent(ChatMessage message) => Answer.Json(TelegramJson.OfMessage(world, message));
}
