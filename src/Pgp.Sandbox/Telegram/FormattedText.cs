using System.Text.Json.Nodes;

namespace Pgp.Sandbox.Telegram;

/// <summary>What is left after the marks were read: plain text and where it is styled.</summary>
internal sealed record FormattedText(string Text, JsonArray? Entities)
{
    /// <summary>Reads a text in the given parse mode.</summary>
    /// <returns>The text, or what the server says it cannot parse.</returns>
    public static (FormattedText? Text, string? Error) Read(string text, string? parseMode) =>
        parseMode?.ToUpperInvariant() switch
        {
            null or "" or "NONE" => (new FormattedText(text, null), null),
            "HTML" => new HtmlMarks(text).Read(),
            "MARKDOWNV2" => new MarkdownMarks(text).Read(),
            "MARKDOWN" => (new FormattedText(text, null), null),
            _ => (null, "unsupported parse_mode"),
        };
}

/// <summary>Collects plain text and styles; offsets count UTF-16 units.</summary>
internal sealed class MarkCollector
{
    private readonly System.Text.StringBuilder text = new();
    private readonly List<JsonObject> entities = [];

    public int Length => text.Length;

    public void Add(char c) => text.Append(c);

    public void Add(string plain) => text.Append(plain);

    public void Style(string type, int from, string? url = null)
    {
        if (text.Length == from)
        {
            return;
        }

        var entity = new JsonObject
        {
            ["offset"] = from,
            ["length"] = text.Length - from,
            ["type"] = type,
        };
        if (url is not null)
        {
            entity["url"] = url;
        }

        entities.Add(entity);
    }

    public FormattedText Finish()
    {
        var ordered = entities
            .OrderBy(e => (int)e["offset"]!)
            .ThenByDescending(e => (int)e["length"]!)
            .Select(e => (JsonNode)e)
            .ToArray();
        return new FormattedText(
            text.ToString(),
            ordered.Length == 0 ? null : new JsonArray(ordered)
        );
    }
}
