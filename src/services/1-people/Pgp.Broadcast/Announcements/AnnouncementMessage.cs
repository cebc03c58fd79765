using Pgp.Adapters.Telegram;

namespace Pgp.Broadcast.Announcements;

/// <summary>
/// What a member sees: the channel's title, because one bot speaks for many channels, and below it
/// the owner's words.
/// </summary>
internal sealed record AnnouncementMessage(
    string Html,
    IReadOnlyList<IReadOnlyList<TelegramButton>> Buttons
)
{
    public static AnnouncementMessage Of(
        string title,
        string body,
        string? buttonText,
        string? buttonUrl
    ) =>
        new(
            $"📢 <b>{TelegramHtml.Escape(title)}</b>\n\n{TelegramHtml.Escape(body)}",
            buttonText is null || buttonUrl is null
                ? []
                :
                [
                    [new TelegramButton.Link(buttonText, new Uri(buttonUrl))],
                ]
        );
}
