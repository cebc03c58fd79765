using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>The bot's lists of commands, one per scope and language.</summary>
internal sealed partial class CommandMethods(TelegramWorld world)
{
    private const int CommandsMax = 100;
    private const int DescriptionCharsMax = 256;

    public Answer Set(JsonObject request)
    {
        if (request.List("commands") is not { } commands)
        {
            return Replies.BadRequest("parameter \"commands\" is required");
        }

        if (commands.Count > CommandsMax)
        {
            return Replies.BadRequest("BOT_COMMANDS_TOO_MUCH");
        }

        foreach (var command in commands)
        {
            if (FaultOf(command as JsonObject ?? []) is { } fault)
            {
                return Replies.BadRequest(fault);
            }
        }

        world.State.CommandLists[KeyOf(request)] = (JsonArray)commands.DeepClone();
        world.Touch();
        return Replies.True;
    }

    public Answer Get(JsonObject request) =>
        Replies.Ok(
            world.State.CommandLists.GetValueOrDefault(KeyOf(request))?.DeepClone()
                ?? new JsonArray()
        );

    public Answer Delete(JsonObject request)
    {
        world.State.CommandLists.Remove(KeyOf(request));
        world.Touch();
        return Replies.True;
    }

    /// <summary>The list that a person is shown in the private chat: the narrowest one.</summary>
    public static JsonArray? ShownTo(TelegramState state, Person person)
    {
        string[] scopes = [$"chat {person.Id}", "all_private_chats", "default"];
        return scopes
            .SelectMany(scope => (string[])[$"{scope} {person.LanguageCode}", $"{scope} "])
            .Select(key => state.CommandLists.GetValueOrDefault(key))
            .FirstOrDefault(list => list is not null);
    }

    private static string KeyOf(JsonObject request)
    {
        var scope = request.Nested("scope");
        var type = scope?.Text("type") ?? "default";
        var chat = scope?.Text("chat_id") is { } id ? $" {id}" : "";
        return $"{type}{chat} {request.Text("language_code")}";
    }

    private static string? FaultOf(JsonObject command)
    {
        if (!CommandForm().IsMatch(command.Text("command") ?? ""))
        {
            return "BOT_COMMAND_INVALID";
        }

        return command.Text("description")?.Length is not (> 0 and <= DescriptionCharsMax)
            ? "BOT_COMMAND_DESCRIPTION_INVALID"
            : null;
    }

    [GeneratedRegex("^[a-z0-9_]{1,32}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex CommandForm();
}
