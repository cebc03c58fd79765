using System.Text;

namespace Pgp.Sandbox.Telegram;

/// <summary>
/// MarkdownV2: marks in pairs, every other reserved character escaped (spec 70, 3.3).
/// </summary>
internal sealed class MarkdownMarks(string source)
{
    private const string Reserved = "_*[]()~>#+-=|{}.!`";

    private static readonly (string Mark, string Type)[] Marks =
    [
        ("```", "pre"),
        ("`", "code"),
        ("__", "underline"),
        ("_", "italic"),
        ("||", "spoiler"),
        ("*", "bold"),
        ("~", "strikethrough"),
    ];

    private readonly MarkCollector marks = new();
    private readonly List<(string Mark, string Type, int From)> open = [];
    private int at;

    public (FormattedText? Text, string? Error) Read()
    {
        while (at < source.Length)
        {
            if (!ReadNext())
            {
                return (
                    null,
                    $"can't parse entities: Character '{source[at]}' is reserved and must be "
                        + "escaped with the preceding '\\'"
                );
            }
        }

        if (open.Count == 0)
        {
            return (marks.Finish(), null);
        }

        var offset = Encoding.UTF8.GetByteCount(source);
        return (
            null,
            $"can't parse entities: Can't find end of the entity at byte offset {offset}"
        );
    }

    private bool ReadNext()
    {
        var c = source[at];
        if (c == '\\' && at + 1 < source.Length)
        {
            marks.Add(source[at + 1]);
            at += 2;
            return true;
        }

        if (c == '[')
        {
            return ReadLink();
        }

        foreach (var (mark, type) in Marks)
        {
            if (string.CompareOrdinal(source, at, mark, 0, mark.Length) == 0)
            {
                Toggle(mark, type);
                return true;
            }
        }

        if (Reserved.Contains(c, StringComparison.Ordinal) && !(c == '>' && AtLineStart()))
        {
            return false;
        }

        if (c != '>')
        {
            marks.Add(c);
        }

        at++;
        return true;
    }

    private void Toggle(string mark, string type)
    {
        at += mark.Length;
        var begun = open.FindLastIndex(entity => entity.Mark == mark);
        if (begun < 0)
        {
            open.Add((mark, type, marks.Length));
            return;
        }

        marks.Style(type, open[begun].From);
        open.RemoveAt(begun);
    }

    private bool ReadLink()
    {
        var middle = source.IndexOf("](", at, StringComparison.Ordinal);
        var end = middle < 0 ? -1 : source.IndexOf(')', middle);
        if (end < 0)
        {
            return false;
        }

        var from = marks.Length;
        marks.Add(Unescaped(source[(at + 1)..middle]));
        marks.Style("text_link", from, Unescaped(source[(middle + 2)..end]));
        at = end + 1;
        return true;
    }

    private bool AtLineStart() => at == 0 || source[at - 1] == '\n';

    private static string Unescaped(string text) =>
        text.Replace("\\", "", StringComparison.Ordinal);
}
