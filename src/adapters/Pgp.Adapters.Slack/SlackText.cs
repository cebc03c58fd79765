using System.Text;

namespace Pgp.Adapters.Slack;

/// <summary>Text as Slack wants it.</summary>
public static class SlackText
{
    /// <summary>
    /// Slack gives a meaning to three characters, with which links and mentions begin and end.
    /// </summary>
    public static string Escape(string text) =>
        new StringBuilder(text)
            .Replace("&", "&amp;")
            .Replace("<", "&lt;")
            .Replace(">", "&gt;")
            .ToString();

    /// <summary>Escapes what is left of a text that may be too long for its place.</summary>
    internal static string Fit(string text, int lengthMax)
    {
        var shown = text.Length <= lengthMax ? text : Cut(text, lengthMax - 1) + "…";
        return Escape(shown);
    }

    // Half a surrogate pair would be no text.
    private static string Cut(string text, int length) =>
        char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
}
