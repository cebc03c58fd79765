using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pgp.Adapters.Mail;
using Pgp.Channels;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;
using Pgp.Texts;
using Pgp.WebApi.Mails;

namespace Pgp.UnitTests.Mails;

public sealed partial class MailWriterTests
{
    private const string Title = "A < B & \"C\"";
    private const string EscapedTitle = "A &lt; B &amp; &quot;C&quot;";

    private static readonly Uri Link = new("https://pay.example/do?token=a1&x=2");
    private static readonly Uri OtherLink = new("https://pay.example/forgot-password");
    private static readonly Wallet Wallet = new(Coin.Of("xrp", "xrp"), "rAddress1", "77");
    private static readonly DateTimeOffset Until = new(2026, 11, 25, 14, 5, 0, TimeSpan.Zero);

    private static readonly Letter[] Letters =
    [
        new Letter.VerifyEmail(Link, 24),
        new Letter.AlreadyRegistered(Link, OtherLink),
        new Letter.ResetPassword(Link, 1),
        new Letter.PasswordChanged(),
        new Letter.ChangeEmailNotice("jane.new@example.com"),
        new Letter.ConfirmEmailChange(Link, 1),
        new Letter.EmailChanged(),
        new Letter.WalletChangeHeld(Title, Wallet, Until, Link),
        new Letter.WalletChangeEnded(Title, Wallet, IsApplied: true),
        new Letter.WalletChangeEnded(Title, Wallet, IsApplied: false),
        new Letter.TotpEnabled(),
        new Letter.TotpDisabled(),
        new Letter.ApiKeyCreated(Title),
        new Letter.RecoveryCodeUsed(),
    ];

    private static readonly MailWriter Writer = new(
        new MailSender("no-reply@pay.example", "PayGatePrime")
    );

    public static TheoryData<string, int> EveryLetter =>
        [.. Language.All.SelectMany(language => Letters.Select((_, i) => (language.Code, i)))];

    public static TheoryData<string> Codes => [.. Language.All.Select(language => language.Code)];

    [Fact]
    public void Every_kind_of_mail_is_among_the_letters() =>
        Assert.Equal(
            Enum.GetValues<AccountMail>(),
            Letters.Select(letter => letter.Kind).Distinct()
        );

    [Theory]
    [MemberData(nameof(EveryLetter))]
    public void A_letter_has_subject_text_and_html_that_say_the_same(string code, int index)
    {
        var mail = Write(code, Letters[index]);
        Assert.Equal("jane@example.com", mail.To);
        Assert.Null(MailHeaders.FaultOf(mail));
        var page = Parse(mail.Html);
        Assert.Equal(code, (string?)page.Root!.Attribute("lang"));
        Assert.Equal(mail.Subject, page.Descendants("title").Single().Value);
        Assert.Equal(mail.Subject, page.Descendants("h1").Single().Value);
        // Every paragraph of the text, links and signature aside, is one of the page.
        var paragraphs = page.Descendants("p").Select(p => p.Value).ToHashSet();
        Assert.All(
            mail.Text.Split("-- \n")[0].Split("\n\n", StringSplitOptions.RemoveEmptyEntries),
            paragraph => Assert.Contains(paragraph.Split(":\nhttps:")[0], paragraphs)
        );
        Assert.DoesNotContain('{', mail.Text);
    }

    [Theory]
    [MemberData(nameof(EveryLetter))]
    public void A_link_is_whole_in_both_forms(string code, int index)
    {
        var mail = Write(code, Letters[index]);
        var links = Address().Matches(mail.Text).Select(match => match.Value).ToList();
        var hrefs = Parse(mail.Html).Descendants("a").Select(a => (string?)a.Attribute("href"));
        Assert.Equal(links, hrefs);
        Assert.Equal(LinksOf(Letters[index]), links);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_foreign_title_is_escaped_in_html_and_plain_in_text(string code)
    {
        foreach (var letter in Letters.Where(HasTitle))
        {
            var mail = Write(code, letter);
            Assert.Contains(EscapedTitle, mail.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(Title, mail.Html, StringComparison.Ordinal);
            Assert.Contains(Title, mail.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("&lt;", mail.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_title_cannot_become_a_paragraph_or_a_place_for_a_value()
    {
        var mail = Write("en", new Letter.ApiKeyCreated("a\r\n\nb\u2029{name}"));
        Assert.Contains("named a   b {name} was", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_letter_reads_like_this() =>
        Assert.Equal(
            $"""
            For the payouts of A < B & "C" a new wallet was entered:

            Coin: XRP (XRP)
            Address: rAddress1
            Memo: 77

            It counts from 2026-11-25 14:05 UTC on. Until then you are paid at the old one, and can cancel the change.

            Cancel the change:
            https://pay.example/do?token=a1&x=2

            If this was not you, set a new password at once, end all other sessions, and look at your wallets and API keys.

            --{' '}
            PayGatePrime writes this because of your account. Nobody reads answers to this address, and nobody will ever ask you for a password, a code or a private key.

            """.ReplaceLineEndings("\n"),
            Write("en", new Letter.WalletChangeHeld(Title, Wallet, Until, Link)).Text
        );

    [Fact]
    public void A_wallet_without_a_memo_has_no_line_for_one()
    {
        var wallet = new Wallet(Coin.Usdt, "0xabc", ExtraId: null);
        var mail = Write("en", new Letter.WalletChangeEnded("Club", wallet, IsApplied: true));
        Assert.Contains(
            "Coin: USDT (ETH)\nAddress: 0xabc\n\n",
            mail.Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("en", 1, "for 1 hour.")]
    [InlineData("en", 24, "for 24 hours.")]
    [InlineData("ru", 1, "в течение 1 часа.")]
    [InlineData("ru", 24, "в течение 24 часов.")]
    [InlineData("es", 24, "durante 24 horas.")]
    [InlineData("pt", 1, "durante 1 hora.")]
    public void A_link_says_how_long_it_works(string code, int hours, string words) =>
        Assert.Contains(
            words,
            Write(code, new Letter.ResetPassword(Link, hours)).Text,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("jane@example.com", "j***@example.com")]
    [InlineData("jo@example.com", "j***@example.com")]
    [InlineData("j@example.com", "***@example.com")]
    [InlineData("@example.com", "***@example.com")]
    [InlineData("jane", "***")]
    public void A_new_address_is_masked(string email, string shown)
    {
        Assert.Equal(shown, MaskedEmail.Of(email));
        var mail = Write("en", new Letter.ChangeEmailNotice(email));
        Assert.Contains($" to {shown}. ", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($" {email}", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_letter_that_prints_itself_gives_no_link_away() =>
        Assert.Equal("letter ResetPassword", $"{new Letter.ResetPassword(Link, 1)}");

    private static Mail Write(string code, Letter letter) =>
        Writer.Write(letter, Language.Of(code), "jane@example.com");

    private static bool HasTitle(Letter letter) =>
        letter is Letter.WalletChangeHeld or Letter.WalletChangeEnded or Letter.ApiKeyCreated;

    private static string[] LinksOf(Letter letter) =>
        letter switch
        {
            Letter.AlreadyRegistered => [Link.AbsoluteUri, OtherLink.AbsoluteUri],
            Letter.VerifyEmail or Letter.ResetPassword or Letter.ConfirmEmailChange => Only(Link),
            Letter.WalletChangeHeld => Only(Link),
            _ => [],
        };

    private static string[] Only(Uri link) => [link.AbsoluteUri];

    // The page is well-formed but for its void elements, so that a stray sign is found.
    private static XDocument Parse(string html) =>
        XDocument.Parse(
            VoidElement()
                .Replace(html, "<${element}/>")
                .Replace("<!doctype html>\n", "", StringComparison.Ordinal)
                .Replace("<br/>\n", "\n", StringComparison.Ordinal),
            LoadOptions.PreserveWhitespace
        );

    [GeneratedRegex("<(?<element>(meta|br)[^>]*)>", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex VoidElement();

    [GeneratedRegex(@"https://\S+", RegexOptions.None, 1_000)]
    private static partial Regex Address();
}
