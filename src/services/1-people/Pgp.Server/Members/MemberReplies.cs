using Pgp.Adapters.Telegram;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;
using Pgp.Texts;

namespace Pgp.Server.Members;

/// <summary>What members read about their access.</summary>
internal static class MemberReplies
{
    public static Reply None(Speech say) => new(say.Html("bot.members.none"));

    /// <summary>
    /// One message for each membership: its state, what is left, and what can be done.
    /// </summary>
    public static Reply Of(Speech say, Membership one, DateTimeOffset now)
    {
        var renew = Renew(say, one, one.HasAccess ? "bot.members.renew" : "bot.members.return");
        return new Reply(
            Markup.Paragraphs(
                new Markup($"<b>{Markup.Of(one.Title)}</b>"),
                StateOf(say, one, now),
                one is { HasAccess: true, WantsReminders: false }
                    ? say.Html("bot.members.will_end")
                    : default
            ),
            one.HasAccess ? [renew, Reissue(say, one), .. LetEnd(say, one)] : [renew]
        );
    }

    public static Reply ChooseReissue(Speech say, IReadOnlyList<Membership> several) =>
        new(
            say.Html("bot.access.choose"),
            [
                .. several.Select(one => new TelegramButton.Callback(
                    one.Title,
                    new ButtonData.Reissue(one.Id).ToString()
                )),
            ]
        );

    public static Reply NoAccess(Speech say) => new(say.Html("bot.access.none"));

    public static Reply InviteComes(Speech say) => new(say.Html("bot.access.comes"));

    public static Reply WillEnd(Speech say, Membership one) =>
        new(
            say.Html(
                "bot.members.let_end",
                ("channel", one.Title),
                ("until", Speech.Moment(one.Until))
            )
        );

    public static Reply Reminder(Speech say, Membership one, int daysLeft) =>
        new(
            say.Html(
                "bot.reminder",
                ("channel", one.Title),
                ("days", say.Days(daysLeft)),
                ("until", Speech.Moment(one.Until))
            ),
            Renew(say, one, "bot.members.renew"),
            new TelegramButton.Callback(
                say.Plain("bot.members.let_end.button"),
                new ButtonData.LetEnd(one.Id).ToString()
            )
        );

    public static Reply Renewed(Speech say, Membership one) =>
        new(
            say.Html(
                "bot.member.renewed",
                ("channel", one.Title),
                ("until", Speech.Moment(one.Until))
            )
        );

    public static Reply GraceStarted(Speech say, Membership one) =>
        new(
            say.Html(
                "bot.member.grace",
                ("channel", one.Title),
                ("until", Speech.Moment(one.GraceUntil ?? one.Until))
            ),
            Renew(say, one, "bot.members.renew")
        );

    public static Reply Goodbye(Speech say, Membership one) =>
        new(
            say.Html("bot.member.goodbye", ("channel", one.Title)),
            Renew(say, one, "bot.members.return")
        );

    public static Reply Refunded(Speech say, Membership one) =>
        new(
            say.Html(
                one.HasAccess ? "bot.member.refunded.left" : "bot.member.refunded.over",
                ("channel", one.Title),
                ("until", Speech.Moment(one.Until))
            ),
            Renew(say, one, one.HasAccess ? "bot.members.renew" : "bot.members.return")
        );

    private static Markup StateOf(Speech say, Membership one, DateTimeOffset now) =>
        one.State switch
        {
            "trial" => say.Html(
                "bot.members.trial",
                ("until", Speech.Moment(one.Until)),
                ("left", say.Days(one.DaysLeft(now)))
            ),
            "active" => say.Html(
                "bot.members.active",
                ("until", Speech.Moment(one.Until)),
                ("left", say.Days(one.DaysLeft(now)))
            ),
            "grace" => say.Html(
                "bot.members.grace",
                ("until", Speech.Moment(one.GraceUntil ?? one.Until))
            ),
            "refunded" => say.Html("bot.members.refunded"),
            _ => say.Html("bot.members.expired", ("until", Speech.Moment(one.Until))),
        };

    private static TelegramButton.Callback Renew(Speech say, Membership one, string text) =>
        new(say.Plain(text), new ButtonData.Renew(one.LinkCode).ToString());

    private static TelegramButton.Callback Reissue(Speech say, Membership one) =>
        new(say.Plain("bot.members.invite"), new ButtonData.Reissue(one.Id).ToString());

    private static TelegramButton[] LetEnd(Speech say, Membership one) =>
        one.WantsReminders
            ?
            [
                new TelegramButton.Callback(
                    say.Plain("bot.members.let_end.button"),
                    new ButtonData.LetEnd(one.Id).ToString()
                ),
            ]
            : [];
}
