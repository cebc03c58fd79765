using System.Globalization;
using Pgp.Adapters.Telegram;

namespace Pgp.Invite;

/// <summary>The message that carries the link, in Telegram's HTML.</summary>
internal static class InviteText
{
    public static string Html(Purchase purchase, InviteLink link)
    {
        var days = purchase.Days == 1 ? "1 day" : $"{purchase.Days} days";
        var until = link.ExpiresAt.UtcDateTime.ToString(
            "d MMM yyyy HH:mm 'UTC'",
            CultureInfo.InvariantCulture
        );
        return $"""
            Your payment is confirmed. Welcome to <b>{TelegramHtml.Escape(purchase.Title)}</b>!

            Your access: {days}
            Your invite link: {TelegramHtml.Escape(link.Url.AbsoluteUri)}

            The link works once, for one person, until {until}.
            """;
    }

    public static IReadOnlyList<IReadOnlyList<TelegramButton>> Buttons(InviteLink link) =>
        [
            [new TelegramButton.Link("Join the channel", link.Url)],
        ];
}
