using System.Text;
using Pgp.Adapters.Mail;
using Pgp.Texts;

namespace Pgp.WebApi.Mails;

/// <summary>Writes a letter in a language, as text and as HTML.</summary>
internal sealed class MailWriter(MailSender sender)
{
    /// <param name="to">A bare mail address.</param>
    public Mail Write(Letter letter, Language language, string to)
    {
        var say = Speech.In(language);
        var page = MailPages.Of(letter);
        return new Mail(to, page.Title.Plain(say), TextOf(page, say), MailHtml.Of(page, say, Foot));
    }

    private MailLine Foot => new("mail.foot", ("sender", sender.Name));

    private string TextOf(MailPage page, Speech say)
    {
        var text = new StringBuilder();
        Append(text, page.Before, say);
        Append(text, page.Button, say);
        Append(text, page.Otherwise, say);
        Append(text, page.After, say);
        // What follows is a signature to programs that know of them (RFC 3676, 4.3).
        return text.Append("-- \n").Append(Foot.Plain(say)).Append('\n').ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<MailLine> lines, Speech say)
    {
        foreach (var line in lines)
        {
            text.Append(line.Plain(say)).Append("\n\n");
        }
    }

    private static void Append(StringBuilder text, MailLink? link, Speech say)
    {
        if (link is not null)
        {
            text.Append(link.Label.Plain(say)).Append(":\n");
            text.Append(link.Target.AbsoluteUri).Append("\n\n");
        }
    }
}
