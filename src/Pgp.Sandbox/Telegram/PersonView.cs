using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>What one person sees in the app. Called under the world's lock.</summary>
internal sealed class PersonView(TelegramWorld world)
{
    private const int MessagesMax = 200;
    private const int PressesMax = 20;

    /// <summary>The private chat with the bot, oldest first, with the answers to taps.</summary>
    public JsonObject Chat(Person person) =>
        new()
        {
            ["version"] = world.Version,
            ["messages"] = Messages(person.Id),
            ["callback_answers"] = new JsonArray(
                world
                    .State.Presses.Values.Where(press => press.PersonId == person.Id)
                    .OrderByDescending(press => press.At)
                    .Take(PressesMax)
                    .Select(OfPress)
                    .ToArray()
            ),
        };

    /// <summary>Everything: the chat, and every channel as far as this person may look.</summary>
    public JsonObject Everything(Person person)
    {
        var view = Chat(person);
        view["person"] = TelegramJson.OfPerson(person);
        view["started"] = person.Started;
        view["blocked"] = person.BlockedBot;
        view["bot"] = TelegramJson.OfBot(world);
        view["commands"] = world.State.Commands?.DeepClone();
        view["channels"] = new JsonArray(
            world
                .State.Channels.Values.Where(channel => channel.MigratedTo is null)
                .Select(channel => (JsonNode)OfChannel(channel, person))
                .ToArray()
        );
        return view;
    }

    public JsonArray Messages(long chatId) =>
        new(
            world
                .MessagesOf(chatId)
                .TakeLast(MessagesMax)
                .Select(message =>
                {
                    var body = TelegramJson.OfMessage(world, message);
                    if (message.Markup is { } markup && body["reply_markup"] is null)
                    {
                        body["keyboard"] = markup.DeepClone();
                    }

                    return (JsonNode)body;
                })
                .ToArray()
        );

    private JsonObject OfChannel(Channel channel, Person person)
    {
        var view = TelegramJson.OfChannel(channel);
        var status = world.MemberOf(channel, person.Id)?.Status ?? "left";
        var inside = status is "creator" or "administrator" or "member" or "restricted";
        var waiting = world.State.JoinRequests.Exists(join =>
            join.ChatId == channel.Id && join.PersonId == person.Id
        );
        view["private"] = channel.Username is null;
        view["my_status"] = waiting ? "requested" : status;
        view["members"] = channel.Members.Values.Count(Membership.IsPresent);
        if (inside || channel.Username is not null)
        {
            view["messages"] = Messages(channel.Id);
        }

        return view;
    }

    private static JsonNode OfPress(Press press) =>
        new JsonObject
        {
            ["id"] = press.Id,
            ["answered"] = press.Answered,
            ["text"] = press.Text,
            ["show_alert"] = press.ShowAlert,
            ["url"] = press.Url,
        };
}
