using Pgp.Contracts.Tasks;

namespace Pgp.Broadcast.Announcements;

/// <summary>What is wrong with a draft.</summary>
internal sealed record DraftError(string Field, string Problem);

/// <summary>Holds a draft to what Telegram takes.</summary>
internal static class DraftCheck
{
    private const int BodyMax = AnnouncementWritten.BodyMax;
    private const int ButtonTextMax = 64;
    private const int ButtonUrlMax = 2_048;

    /// <returns>The first thing that is wrong; null for a draft that can be sent.</returns>
    public static DraftError? Of(Draft draft) =>
        !Segment.All.Contains(draft.Segment)
            ? new("segment", $"The segment is one of {string.Join(", ", Segment.All)}.")
        : draft.Segment == Segment.Tier != draft.TierNo is not null
            ? new("tier_no", "The tier is given for the segment of a tier, and for no other.")
        : BodyProblem(draft.Body) is { } body ? new("body", body)
        : draft.ButtonText is null != draft.ButtonUrl is null
            ? new("button_url", "A button needs both its text and its address.")
        : draft is { ButtonText: { } text, ButtonUrl: { } url } ? ButtonError(text, url)
        : null;

    private static string? BodyProblem(string body) =>
        string.IsNullOrWhiteSpace(body) ? "The text is empty."
        : body.Length > BodyMax ? $"The text has {body.Length} characters; {BodyMax} are allowed."
        : body.Any(sign => char.IsControl(sign) && sign is not ('\n' or '\t'))
            ? "The text holds control characters."
        : HasHalfSign(body) ? "The text holds half a character."
        : null;

    private static DraftError? ButtonError(string text, string url)
    {
        if (text.Length is 0 or > ButtonTextMax || text.Any(char.IsControl) || HasHalfSign(text))
        {
            return new("button_text", $"The button has 1 to {ButtonTextMax} characters.");
        }

        return
            url.Length <= ButtonUrlMax
            && Uri.TryCreate(url, UriKind.Absolute, out var address)
            && address.Scheme is "https" or "http" or "tg"
            && address.Host.Length > 0
            ? null
            : new(
                "button_url",
                $"The address starts with https:// and has up to {ButtonUrlMax} characters."
            );
    }

    // Such text cannot be written as UTF-8, and PostgreSQL takes nothing else.
    private static bool HasHalfSign(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (
                char.IsSurrogate(text[i])
                && (++i == text.Length || !char.IsSurrogatePair(text, i - 1))
            )
            {
                return true;
            }
        }

        return false;
    }
}
