using System.Text;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>The rules for buttons (spec 70, 3.3).</summary>
internal static class Keyboards
{
    private const int CallbackBytesMax = 64;

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

    /// <summary>What is wrong with the keyboard, or null.</summary>
    public static string? Fault(JsonObject? markup, bool privateChat)
    {
        foreach (var row in markup?.List("inline_keyboard") ?? [])
        {
            if (row is not JsonArray buttons)
            {
                return "field \"inline_keyboard\" of the InlineKeyboardMarkup "
                    + "must be an Array of Arrays";
            }

            foreach (var button in buttons)
            {
                if (FaultOfButton(button as JsonObject ?? [], privateChat) is { } fault)
                {
                    return fault;
                }
            }
        }

        return null;
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

        return button["web_app"] is null ? null : FaultOfWebApp(button, privateChat);
    }

    private static string? FaultOfWebApp(JsonObject button, bool privateChat)
    {
        if (!privateChat)
        {
            return "BUTTON_TYPE_INVALID";
        }

        var url = button.Nested("web_app")?.Text("url") ?? "";
        var secure =
            Uri.TryCreate(url, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback);
        return secure
            ? null
            : $"inline keyboard button Web App URL '{url}' is invalid: "
                + "Only HTTPS links are allowed";
    }

    // Addresses of this machine pass, so that everything can run on one.
    private static bool IsLink(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https" or "tg";
}
