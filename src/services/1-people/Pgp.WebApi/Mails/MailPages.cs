using Pgp.Channels;
using Pgp.Contracts.Money;
using Pgp.Texts;

namespace Pgp.WebApi.Mails;

/// <summary>Which texts make up which letter.</summary>
internal static class MailPages
{
    private static MailLine NotYou { get; } = new("mail.not_you");

    public static MailPage Of(Letter letter) =>
        letter switch
        {
            Letter.VerifyEmail(var link, var hours) => Linked("mail.verify_email", link, hours),
            Letter.ResetPassword(var link, var hours) => Linked("mail.reset_password", link, hours),
            Letter.ConfirmEmailChange(var link, var hours) => Linked(
                "mail.confirm_email_change",
                link,
                hours
            ),
            Letter.AlreadyRegistered registered => Of(registered),
            Letter.ChangeEmailNotice(var email) => Notice(
                "mail.change_email_notice",
                ("email", MaskedEmail.Of(email))
            ),
            Letter.PasswordChanged => Notice("mail.password_changed"),
            Letter.EmailChanged => Notice("mail.email_changed"),
            Letter.TotpEnabled => Notice("mail.totp_enabled"),
            Letter.TotpDisabled => Notice("mail.totp_disabled"),
            Letter.ApiKeyCreated(var name) => Notice("mail.api_key_created", ("name", Line(name))),
            Letter.RecoveryCodeUsed => Notice("mail.recovery_code_used"),
            Letter.WalletChangeHeld held => Of(held),
            Letter.WalletChangeEnded ended => Of(ended),
            _ => throw new InvalidOperationException($"unknown letter: {letter}"),
        };

    // Something to press, and nothing happens unless it is pressed.
    private static MailPage Linked(string key, Uri link, int hours) =>
        new(new($"{key}.title"), [new($"{key}.body")])
        {
            Button = new MailLink(new($"{key}.button"), link),
            After = [new("mail.link_life", ("n", hours)), new($"{key}.ignore")],
        };

    // Something has happened.
    private static MailPage Notice(string key, params (string Name, object Value)[] values) =>
        new(new($"{key}.title"), [new($"{key}.body", values), NotYou]);

    private static MailPage Of(Letter.AlreadyRegistered letter) =>
        new(new("mail.already_registered.title"), [new("mail.already_registered.body")])
        {
            Button = new MailLink(new("mail.already_registered.button"), letter.Login),
            Otherwise = new MailLink(new("mail.already_registered.reset"), letter.Reset),
            After = [new("mail.already_registered.ignore")],
        };

    private static MailPage Of(Letter.WalletChangeHeld letter) =>
        new(
            new("mail.wallet_held.title"),
            [
                new("mail.wallet_held.body", ("channel", Line(letter.ChannelTitle))),
                LineOf(letter.Wallet),
                new("mail.wallet_held.until", ("moment", Speech.Moment(letter.HoldUntil))),
            ]
        )
        {
            Button = new MailLink(new("mail.wallet_held.button"), letter.Cancel),
            After = [NotYou],
        };

    private static MailPage Of(Letter.WalletChangeEnded letter)
    {
        var key = letter.IsApplied ? "mail.wallet_applied" : "mail.wallet_overtaken";
        return new MailPage(
            new($"{key}.title"),
            [
                new($"{key}.body", ("channel", Line(letter.ChannelTitle))),
                LineOf(letter.Wallet),
                new($"{key}.rest"),
                NotYou,
            ]
        );
    }

    private static MailLine LineOf(Wallet wallet) =>
        wallet.ExtraId is { } memo
            ? new(
                "mail.wallet_with_memo",
                ("coin", NameOf(wallet.Coin)),
                ("address", Line(wallet.Address)),
                ("memo", Line(memo))
            )
            : new("mail.wallet", ("coin", NameOf(wallet.Coin)), ("address", Line(wallet.Address)));

    private static string NameOf(Coin coin) =>
        $"{coin.Ticker.ToUpperInvariant()} ({coin.Network.ToUpperInvariant()})";

    // A title with line breaks in it could look like a paragraph of ours.
    private static string Line(string foreign) =>
        string.Create(
            foreign.Length,
            foreign,
            (line, text) =>
            {
                for (var i = 0; i < text.Length; i++)
                {
                    var isBreak = char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029';
                    line[i] = isBreak ? ' ' : text[i];
                }
            }
        );
}
