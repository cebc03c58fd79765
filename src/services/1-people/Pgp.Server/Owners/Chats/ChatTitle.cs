using System.Globalization;
using System.Text;

namespace Pgp.Server.Owners.Chats;

/// <summary>Makes a title out of whatever somebody called his channel.</summary>
internal static class ChatTitle
{
    private const int LengthMax = 128;

    /// <summary>
    /// One line without signs that turn the direction of the text around them; cut between two
    /// characters as people see them.
    /// </summary>
    /// <param name="title">As Telegram states it.</param>
    /// <param name="id">What it is called if nothing is left.</param>
    public static string Of(string? title, long id)
    {
        var plain = new StringBuilder();
        foreach (var rune in (title ?? "").EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029)
            {
                plain.Append(' ');
            }
            else if (rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)))
            {
                plain.Append(rune.ToString());
            }
        }

        var text = Cut(plain.ToString().Trim()).TrimEnd();
        return text.Length == 0 ? id.ToString(CultureInfo.InvariantCulture) : text;
    }

    private static string Cut(string text)
    {
        if (text.Length <= LengthMax)
        {
            return text;
        }

        var end = 0;
        while (
            StringInfo.GetNextTextElementLength(text, end) is var next && end + next <= LengthMax
        )
        {
            end += next;
        }

        // One sign of more than the limit is cut anyway.
        return end > 0 ? text[..end] : text[..LengthMax];
    }
}
