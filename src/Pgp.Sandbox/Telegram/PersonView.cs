using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>What one person sees in the app. Called under the world's lock.</summary>
internal sealed class PersonView(TelegramWorld world, Membership membership)
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

    /// <summary>
    /// Everything: the chat, the person's channels and groups, and those that anybody may look at.
    /// </summary>
    public JsonObject Everything(Person person)
    {
        var view = Chat(person);
        view["person"] = TelegramJson.OfPerson(person);
        view["started"] = person.Started;
        view["blocked"] = person.BlockedBot;
        view["bot"] = TelegramJson.OfBot(world);
        view["commands"] = CommandMethods.ShownTo(world.State, person)?.DeepClone();
        view["channels"] = new JsonArray(
            world
                .State.Channels.Values.Where(channel => IsListed(channel, person))
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

                    if (message.Pinned)
                    {
                        body["pinned"] = true;
                    }

                    return (JsonNode)body;
                })
                .ToArray()
        );

    private bool IsListed(Channel channel, Person person) =>
        channel.MigratedTo is null
        && (
            channel.Username is not null
            || Membership.IsPresent(world.MemberOf(channel, person.Id))
            || IsWaiting(channel, person.Id)
        );

    private JsonObject OfChannel(Channel channel, Person person)
    {
        var view = TelegramJson.OfChannel(channel);
        var member = world.MemberOf(channel, person.Id);
        view["private"] = channel.Username is null;
        view["description"] = channel.Description;
        view["my_status"] = IsWaiting(channel, person.Id) ? "requested" : member?.Status ?? "left";
        view["inside"] = Membership.IsPresent(member);
        view["members"] = channel.Members.Values.Count(Membership.IsPresent);
        if (Membership.IsPresent(member) || channel.Username is not null)
        {
            view["messages"] = Messages(channel.Id);
        }

        if (membership.Manages(channel, person))
        {
            view["manage"] = ForManagers(channel);
        }

        return view;
    }

    private JsonObject ForManagers(Channel channel) =>
        new()
        {
            ["bot"] = TelegramJson.OfBotMember(world, channel),
            ["invite_link"] = channel.PrimaryLink,
            ["people"] = new JsonArray(
                channel
                    .Members.Select(entry =>
                        (JsonNode)
                            TelegramJson.OfMember(
                                world.State.People[entry.Key],
                                channel,
                                world.MemberOf(channel, entry.Key)
                            )
                    )
                    .ToArray()
            ),
            ["requests"] = new JsonArray(
                world
                    .State.JoinRequests.Where(join => join.ChatId == channel.Id)
                    .Select(join =>
                        (JsonNode)TelegramJson.OfPerson(world.State.People[join.PersonId])
                    )
                    .ToArray()
            ),
        };

    private bool IsWaiting(Channel channel, long personId) =>
        world.State.JoinRequests.Exists(join =>
            join.ChatId == channel.Id && join.PersonId == personId
        );

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
