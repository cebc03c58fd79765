using System.Globalization;
using System.Text;

namespace Pgp.Sandbox.Telegram;

/// <summary>Telegram's HTML: a handful of tags and four named entities (spec 70, 3.3).</summary>
internal sealed class HtmlMarks(string source)
{
    private readonly MarkCollector marks = new();
    private readonly Stack<(string Tag, string Type, int From, string? Url)> open = new();
    private int at;

    public (FormattedText? Text, string? Error) Read()
    {
        while (at < source.Length)
        {
            var error = source[at] switch
            {
                '<' => ReadTag(),
                '&' => ReadEntity(),
                _ => ReadChar(),
            };
            if (error is not null)
            {
                return (null, error);
            }
        }

        return open.TryPeek(out var last)
            ? (
                null,
                "can't parse entities: Can't find end tag corresponding to start tag "
                    + $"\"{last.Tag}\""
            )
            : (marks.Finish(), null);
    }

    private string? ReadChar()
    {
        marks.Add(source[at++]);
        return null;
    }

    private string? ReadTag()
    {
        var begin = Offset();
        var end = source.IndexOf('>', at);
        if (end < 0)
        {
            return $"can't parse entities: Unclosed start tag at byte offset {begin}";
        }

        var inside = source[(at + 1)..end];
        at = end + 1;
        return inside.StartsWith('/') ? Close(inside[1..].Trim(), begin) : Open(inside, begin);
    }

    private string? Open(string inside, int begin)
    {
        var space = inside.IndexOf(' ', StringComparison.Ordinal);
        var tag = (space < 0 ? inside : inside[..space]).ToLowerInvariant();
        var attributes = space < 0 ? "" : inside[space..];
        var type = TypeOf(tag, attributes);
        if (type is null)
        {
            return $"can't parse entities: Unsupported start tag \"{tag}\" at byte offset {begin}";
        }

        open.Push((tag, type, marks.Length, tag == "a" ? Attribute(attributes, "href") : null));
        return null;
    }

    private string? Close(string name, int begin)
    {
        if (!open.TryPop(out var last))
        {
            return $"can't parse entities: Unexpected end tag at byte offset {begin}";
        }

        if (!string.Equals(last.Tag, name, StringComparison.OrdinalIgnoreCase))
        {
            return $"can't parse entities: Unmatched end tag at byte offset {begin}, "
                + $"expected \"</{last.Tag}>\", found \"</{name.ToLowerInvariant()}>\"";
        }

        // A link without an address is plain text.
        if (last.Type != "text_link" || last.Url is not null)
        {
            marks.Style(last.Type, last.From, last.Url);
        }

        return null;
    }

    private string? ReadEntity()
    {
        (string Name, char Char)[] named =
        [
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&amp;", '&'),
            ("&quot;", '"'),
        ];
        foreach (var (name, c) in named)
        {
            if (string.CompareOrdinal(source, at, name, 0, name.Length) == 0)
            {
                marks.Add(c);
                at += name.Length;
                return null;
            }
        }

        return ReadNumber() ? null : ReadChar();
    }

    private bool ReadNumber()
    {
        var end = source.IndexOf(';', at);
        if (end < 0 || end - at is < 3 or > 10 || source[at + 1] != '#')
        {
            return false;
        }

        var digits = source[(at + 2)..end];
        var hex = digits.StartsWith('x');
        var style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        var number = hex ? digits[1..] : digits;
        if (
            !int.TryParse(number, style, CultureInfo.InvariantCulture, out var code)
            || !Rune.IsValid(code)
        )
        {
            return false;
        }

        marks.Add(new Rune(code).ToString());
        at = end + 1;
        return true;
    }

    private int Offset() => Encoding.UTF8.GetByteCount(source.AsSpan(0, at));

    private static string? TypeOf(string tag, string attributes) =>
        tag switch
        {
            "b" or "strong" => "bold",
            "i" or "em" => "italic",
            "u" or "ins" => "underline",
            "s" or "strike" or "del" => "strikethrough",
            "tg-spoiler" => "spoiler",
            "span" when Attribute(attributes, "class") == "tg-spoiler" => "spoiler",
            "a" => "text_link",
            "code" => "code",
            "pre" => "pre",
            "blockquote" => "blockquote",
            "tg-emoji" => "custom_emoji",
            _ => null,
        };

    private static string? Attribute(string attributes, string name)
    {
        var begin = attributes.IndexOf(name + "=", StringComparison.OrdinalIgnoreCase);
        if (begin < 0)
        {
            return null;
        }

        var value = attributes[(begin + name.Length + 1)..].Trim();
        var quote = value.Length > 0 && value[0] is '"' or '\'' ? value[0] : ' ';
        var from = quote == ' ' ? 0 : 1;
        var end = value.IndexOf(quote, from);
        var raw = end < 0 ? value[from..] : value[from..end];
        return raw.Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&quot;", "\"", StringComparison.Ordinal);
    }
}
