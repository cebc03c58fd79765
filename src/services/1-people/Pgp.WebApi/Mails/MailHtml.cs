using System.Text;
using Pgp.Texts;

namespace Pgp.WebApi.Mails;

/// <summary>
/// A page as HTML that mail programs show alike: one column, one button, no pictures, nothing that
/// is fetched. Programs that drop the style sheet show plain paragraphs and a link.
/// </summary>
internal static class MailHtml
{
    private const string Style = """
        body { margin: 0; padding: 24px 16px; color: #1c1f26; background: #ffffff;
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        main { max-width: 560px; margin: 0 auto; overflow-wrap: anywhere; }
        h1 { font-size: 22px; line-height: 1.3; margin: 0 0 16px; }
        p { margin: 0 0 16px; }
        .button { display: inline-block; padding: 12px 20px; border-radius: 8px;
          color: #ffffff; background: #1f4fd8; font-weight: 600; text-decoration: none; }
        .small { color: #5b6270; font-size: 13px; }
        """;

    public static string Of(MailPage page, Speech say, MailLine foot)
    {
        var title = page.Title.Html(say);
        var html = new StringBuilder(
            $"""
            <!doctype html>
            <html lang="{say.Language.Code}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            <h1>{title}</h1>

            """
        );
        AppendLines(html, page.Before, say);
        if (page.Button is { } button)
        {
            AppendButton(html, button, say);
        }

        if (page.Otherwise is { } otherwise)
        {
            AppendParagraph(html, Anchor(otherwise, say));
        }

        AppendLines(html, page.After, say);
        html.Append("<p class=\"small\">").Append(foot.Html(say)).Append("</p>\n");
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendLines(StringBuilder html, IEnumerable<MailLine> lines, Speech say)
    {
        foreach (var line in lines)
        {
            AppendParagraph(html, line.Html(say));
        }
    }

    // Whoever does not trust a button sees where it leads.
    private static void AppendButton(StringBuilder html, MailLink button, Speech say)
    {
        var address = Address(button);
        AppendParagraph(
            html,
            $"<a class=\"button\" href=\"{address}\">{button.Label.Html(say)}</a>"
        );
        html.Append("<p class=\"small\">").Append(say.Html("mail.button_address"));
        html.Append("<br>\n").Append(address).Append("</p>\n");
    }

    private static void AppendParagraph(StringBuilder html, string inner) =>
        html.Append("<p>").Append(inner).Append("</p>\n");

    private static string Anchor(MailLink link, Speech say) =>
        $"<a href=\"{Address(link)}\">{link.Label.Html(say)}</a>";

    private static string Address(MailLink link) => Speech.Escape(link.Target.AbsoluteUri);
}
