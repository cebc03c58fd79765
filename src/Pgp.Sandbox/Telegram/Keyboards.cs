using System.Text;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>The rules for buttons (spec 70, 3.3).</summary>
internal static class Keyboards
{
    private const int CallbackBytesMax = 64;
    private const int ButtonsMax = 100;

    private static readonly string[] Actions =
    [
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    ];

    private static readonly (string Member, string Refusal)[] PrivateOnly =
    [
        ("request_contact", "phone number can be requested in private chats only"),
        ("request_location", "location can be requested in private chats only"),
        ("request_poll", "poll can be requested in private chats only"),
        ("request_users", "users can be requested in private chats only"),
        ("request_chat", "chats can be requested in private chats only"),
        ("web_app", "Web App buttons can be used in private chats only"),
    ];

    /// <summary>What is wrong with the keyboard of a new message, or null.</summary>
    /// <param name="chat">Null for a private chat.</param>
    public static string? FaultOfSent(JsonObject? markup, Channel? chat)
    {
        if (markup?["keyboard"] is not null && chat?.Type != "channel")
        {
            return FaultOfReplyKeyboard(markup, chat is null);
        }

        var other = markup?["keyboard"] ?? markup?["remove_keyboard"] ?? markup?["force_reply"];
        return other is not null && chat?.Type == "channel"
            ? "inline keyboard expected"
            : FaultOfInline(markup, chat is null);
    }

    /// <summary>As <see cref="FaultOfSent"/>, for a message that is edited.</summary>
    public static string? FaultOfEdited(JsonObject? markup, Channel? chat) =>
        markup is { Count: > 0 } && markup["inline_keyboard"] is null
            ? "inline keyboard expected"
            : FaultOfInline(markup, chat is null);

    /// <summary>No keyboard and a keyboard without buttons are the same.</summary>
    public static bool IsEmpty(JsonObject? markup) =>
        markup?.List("inline_keyboard") is not { } rows
        || rows.All(row => row is not JsonArray { Count: > 0 });

    private static string? FaultOfInline(JsonObject? markup, bool privateChat)
    {
        var count = 0;
        foreach (var row in markup?.List("inline_keyboard") ?? [])
        {
            if (row is not JsonArray buttons)
            {
                return "field \"inline_keyboard\" of the InlineKeyboardMarkup "
                    + "must be an Array of Arrays";
            }

            foreach (var button in buttons)
            {
                count++;
                if (FaultOfButton(button as JsonObject ?? [], privateChat) is { } fault)
                {
                    return fault;
                }
            }
        }

        return count > ButtonsMax ? "REPLY_MARKUP_TOO_LONG" : null;
    }

    private static string? FaultOfReplyKeyboard(JsonObject markup, bool privateChat)
    {
        foreach (var row in markup.List("keyboard") ?? [])
        {
            if (row is not JsonArray keys)
            {
                return "field \"keyboard\" of the ReplyKeyboardMarkup must be an Array of Arrays";
            }

            foreach (var key in keys)
            {
                if (FaultOfKey(key, privateChat) is { } fault)
                {
                    return fault;
                }
            }
        }

        return null;
    }

    // A key may be an object or simply its text.
    private static string? FaultOfKey(JsonNode? key, bool privateChat)
    {
        var button = key as JsonObject ?? new JsonObject { ["text"] = JsonRead.Text(key) };
        if (button.Text("text") is not { Length: > 0 })
        {
            return "keyboard button text must be non-empty";
        }

        var refused = privateChat
            ? null
            : PrivateOnly.FirstOrDefault(one => button[one.Member] is not null).Refusal;
        return refused ?? (button["web_app"] is null ? null : FaultOfWebApp(button, "keyboard"));
    }

    private static string? FaultOfButton(JsonObject button, bool privateChat)
    {
        if (button.Text("text") is not { Length: > 0 })
        {
            return "inline keyboard button text must be non-empty";
        }

        if (Actions.Count(action => button[action] is not null) != 1)
        {
            return "text buttons are unallowed in the inline keyboard";
        }

        if (button.Text("callback_data") is { } data)
        {
            return Encoding.UTF8.GetByteCount(data) is 0 or > CallbackBytesMax
                ? "BUTTON_DATA_INVALID"
                : null;
        }

        if (button.Text("url") is { } url)
        {
            return IsLink(url)
                ? null
                : $"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL";
        }

        if (button["web_app"] is null)
        {
            return null;
        }

        return privateChat ? FaultOfWebApp(button, "inline keyboard") : "BUTTON_TYPE_INVALID";
    }

    // Addresses of this machine pass, so that everything can run on one.
    private static string? FaultOfWebApp(JsonObject button, string keyboard)
    {
        var url = button.Nested("web_app")?.Text("url") ?? "";
        var secure =
            Uri.TryCreate(url, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback);
        return secure
            ? null
            : $"{keyboard} button Web App URL '{url}' is invalid: Only HTTPS links are allowed";
    }

    private static bool IsLink(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https" or "tg";
}
