using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>
/// The Bot API at <c>/bot{token}/{method}</c>, at the root of the port (spec 70, 3).
/// </summary>
internal sealed partial class BotApi
{
    private readonly TelegramWorld world;
    private readonly UpdatePolling polling;
    private readonly Dictionary<string, Func<JsonObject, Answer>> methods;

    public BotApi(TelegramWorld world, Membership membership, JoinActions joins)
    {
        this.world = world;
        polling = new UpdatePolling(world);
        var access = new ChatAccess(world);
        var messages = new MessageMethods(world, access);
        var removals = new RemovalMethods(world, access);
        var presses = new PressMethods(world);
        var commands = new CommandMethods(world);
        var links = new LinkMethods(world, membership, joins);
        var members = new MemberMethods(world, membership);
        var webhook = new WebhookMethods(world);
        methods = new(StringComparer.OrdinalIgnoreCase)
        {
            ["getMe"] = _ => Replies.Ok(Myself()),
            ["setWebhook"] = webhook.Set,
            ["deleteWebhook"] = webhook.Delete,
            ["getWebhookInfo"] = _ => webhook.Info(),
            ["sendMessage"] = messages.Send,
            ["editMessageText"] = messages.EditText,
            ["editMessageReplyMarkup"] = messages.EditMarkup,
            ["deleteMessage"] = removals.Delete,
            ["deleteMessages"] = removals.DeleteMany,
            ["pinChatMessage"] = request => removals.Pin(request, pinned: true),
            ["unpinChatMessage"] = request => removals.Pin(request, pinned: false),
            ["answerCallbackQuery"] = presses.Answer,
            ["sendChatAction"] = request => access.Writable(request).Refusal ?? Replies.True,
            ["createChatInviteLink"] = links.Create,
            ["editChatInviteLink"] = links.Edit,
            ["revokeChatInviteLink"] = links.Revoke,
            ["exportChatInviteLink"] = links.Export,
            ["approveChatJoinRequest"] = request => links.Decide(request, approve: true),
            ["declineChatJoinRequest"] = request => links.Decide(request, approve: false),
            ["getChat"] = members.GetChat,
            ["getChatMember"] = members.GetMember,
            ["getChatAdministrators"] = members.GetAdministrators,
            ["getChatMemberCount"] = members.CountMembers,
            ["leaveChat"] = members.Leave,
            ["banChatMember"] = members.Ban,
            ["unbanChatMember"] = members.Unban,
            ["setMyCommands"] = commands.Set,
            ["getMyCommands"] = commands.Get,
            ["deleteMyCommands"] = commands.Delete,
        };
        foreach (
            var accepted in (string[])
                [
                    "setMyName",
                    "setMyDescription",
                    "setMyShortDescription",
                    "setChatMenuButton",
                    "logOut",
                    "close",
                ]
        )
        {
            methods[accepted] = _ => Replies.True;
        }
    }

    public static PartnerFace Face { get; } =
        new(
            "telegram",
            call => call.Segments is [.., var method] ? method : "",
            Replies.TooMany,
            Replies.Broken
        );

    /// <param name="call">Its path is <c>{token}/{method}</c>.</param>
    public async Task<Answer> AnswerAsync(PartnerCall call)
    {
        if (call.Segments is not [var token, var method])
        {
            return Replies.NoSuchMethod;
        }

        if (!TokenForm().IsMatch(token) || !RandomText.SameSecret(token, world.BotToken))
        {
            return Replies.Unauthorized;
        }

        var request = await ReadAsync(call);
        return method.Equals("getUpdates", StringComparison.OrdinalIgnoreCase)
            ? await polling.GetAsync(request, call.Stopped)
            : Run(method, request);
    }

    /// <summary>Runs a method that came as the reply to an update.</summary>
    public Answer RunReply(JsonObject reply) =>
        reply.Text("method") is { } method
        && !method.StartsWith("get", StringComparison.OrdinalIgnoreCase)
        && !method.Equals("setWebhook", StringComparison.OrdinalIgnoreCase)
            ? Run(method, reply)
            : Replies.NoSuchMethod;

    private Answer Run(string method, JsonObject request)
    {
        if (!methods.TryGetValue(method, out var run))
        {
            return Replies.NoSuchMethod;
        }

        lock (world.Gate)
        {
            return run(request);
        }
    }

    private JsonObject Myself()
    {
        var bot = TelegramJson.OfBot(world);
        bot["can_join_groups"] = true;
        bot["can_read_all_group_messages"] = false;
        bot["supports_inline_queries"] = false;
        bot["can_connect_to_business"] = false;
        bot["has_main_web_app"] = false;
        return bot;
    }

    // Query, form or JSON: the server takes parameters from anywhere.
    private static async Task<JsonObject> ReadAsync(PartnerCall call)
    {
        var request = new JsonObject();
        foreach (var (name, value) in call.Query)
        {
            request[name] = value.ToString();
        }

        var type = call.Headers.ContentType.ToString();
        if (
            type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        )
        {
            foreach (var (name, value) in QueryHelpers.ParseQuery(call.BodyText))
            {
                request[name] = value.ToString();
            }
        }
        else if (type.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            await ReadPartsAsync(call, type, request);
        }
        else
        {
            foreach (var (name, value) in call.Json)
            {
                request[name] = value?.DeepClone();
            }
        }

        return request;
    }

    private static async Task ReadPartsAsync(PartnerCall call, string type, JsonObject request)
    {
        var at = type.IndexOf("boundary=", StringComparison.OrdinalIgnoreCase);
        var boundary = type[(at + "boundary=".Length)..].Trim('"');
        using var body = new MemoryStream(call.Body);
        var parts = new MultipartReader(boundary, body);
        while (await parts.ReadNextSectionAsync(call.Stopped) is { } part)
        {
            if (part.AsFormDataSection() is { } field)
            {
                request[field.Name] = await field.GetValueAsync(call.Stopped);
            }
        }
    }

    [GeneratedRegex("^[0-9]+:[A-Za-z0-9_-]+$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex TokenForm();
}
