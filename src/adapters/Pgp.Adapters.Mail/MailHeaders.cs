namespace Pgp.Adapters.Mail;

/// <summary>
/// What may stand in a mail's head. Whoever could put a line break there could add recipients, so
/// that nothing is sent whose head is more than one line and one address.
/// </summary>
public static class MailHeaders
{
    // RFC 5321, 4.5.3.1 and its erratum 1690.
    private const int AddressLengthMax = 254;
    private const int LocalPartLengthMax = 64;
    private const int SubjectLengthMax = 200;

    // RFC 5322, 3.2.3, besides letters and digits.
    private const string AtomSigns = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>
    /// Whether a text is a bare address in ASCII: dotted words, an at sign, a host name. Rarer
    /// forms, such as quoted words, are legal, but nobody has one to lose.
    /// </summary>
    public static bool IsAddress(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return text.Length <= AddressLengthMax
            && at is > 0 and <= LocalPartLengthMax
            && IsDotted(text[..at], IsAtomSign)
            && IsDotted(text[(at + 1)..], IsHostSign);
    }

    /// <summary>Why a mail cannot be sent by anybody.</summary>
    /// <returns><see langword="null"/> if it can.</returns>
    internal static string? FaultOf(Mail mail) =>
        (IsAddress(mail.To), IsSubject(mail.Subject)) switch
        {
            (false, _) => "recipient_invalid",
            (_, false) => "subject_invalid",
            _ => null,
        };

    private static bool IsSubject(string text) =>
        text.Length is > 0 and <= SubjectLengthMax && !text.Any(IsLineBreak);

    private static bool IsLineBreak(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    private static bool IsDotted(string text, Func<char, bool> isSign) =>
        text.Split('.').All(word => word.Length > 0 && word.All(isSign));

    private static bool IsAtomSign(char c) =>
        char.IsAsciiLetterOrDigit(c) || AtomSigns.Contains(c, StringComparison.Ordinal);

    private static bool IsHostSign(char c) => char.IsAsciiLetterOrDigit(c) || c == '-';
}
