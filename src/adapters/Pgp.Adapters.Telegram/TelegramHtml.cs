using System.Text;

namespace Pgp.Adapters.Telegram;

/// <summary>
/// Text made safe for Telegram's HTML, which knows four named entities and no others.
/// </summary>
public static class TelegramHtml
{
    /// <summary>For text and for attribute values in double quotes.</summary>
    public static string Escape(string text) =>
        new StringBuilder(text)
            .Replace("&", "&amp;")
            .Replace("<", "&lt;")
            .Replace(">", "&gt;")
            .Replace("\"", "&quot;")
            .ToString();
}
