using Pgp.Adapters.Telegram;
using Pgp.Texts;

namespace Pgp.Invite.Letting;

/// <summary>What people read on the way in.</summary>
internal static class InviteText
{
    public static Markup Invite(Speech say, Invitation invitation, InviteLink link) =>
        Markup.Paragraphs(
            say.Html(
                invitation.Payment is null ? "access.welcome" : "access.paid",
                ("channel", invitation.Title)
            ),
            say.Html(
                "access.link",
                ("until", Speech.Moment(invitation.Until)),
                ("link", link.Url.AbsoluteUri)
            ),
            say.Html(
                link.Kind == LinkKinds.JoinRequest ? "access.for_you" : "access.once",
                ("until", Speech.Moment(link.ExpiresAt))
            )
        );

    public static IReadOnlyList<IReadOnlyList<TelegramButton>> Buttons(
        Speech say,
        InviteLink link
    ) =>
        [
            [new TelegramButton.Link(say.Plain("access.join"), link.Url)],
        ];

    public static Markup Inside(Speech say, Invitation invitation) =>
        say.Html(
            "access.inside",
            ("channel", invitation.Title),
            ("until", Speech.Moment(invitation.Until))
        );

    public static Markup Declined(Speech say) => say.Html("access.declined");

    public static Markup TooOften(Speech say, Invitation invitation) =>
        say.Html("access.too_often", ("channel", invitation.Title));

    public static Markup Leaked(Speech say, string title) =>
        say.Html("access.leaked", ("channel", title));
}
