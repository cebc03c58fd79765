using Pgp.Adapters.Telegram;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications;

/// <summary>
/// What owners read, in Telegram's HTML. The reference lets support find the matter.
/// </summary>
internal static class OwnerMessage
{
    public static string Html(OwnerEventPublished task, string channelTitle) =>
        $"""
            <b>{Heading(task.Event)}</b>
            Channel: {TelegramHtml.Escape(channelTitle)}
            {TelegramHtml.Escape(task.Text)}
            {Explanation(task.Event)}
            Reference: <code>{TelegramHtml.Escape(task.Subject)}</code>
            """;

    private static string Heading(OwnerEvent kind) =>
        kind switch
        {
            OwnerEvent.SubscriptionPaid => "New subscription payment",
            OwnerEvent.DonationPaid => "New donation",
            OwnerEvent.PayoutCompleted => "Payout sent",
            OwnerEvent.PayoutInReview => "Payout under review",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown event"),
        };

    private static string Explanation(OwnerEvent kind) =>
        kind switch
        {
            OwnerEvent.SubscriptionPaid => "Your share is on its way to your payout address.",
            OwnerEvent.DonationPaid => "Thank your supporters! Your share is on its way.",
            OwnerEvent.PayoutCompleted => "The coins have been sent to your payout address.",
            OwnerEvent.PayoutInReview => "Your money is safe; a person is looking at it.",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown event"),
        };
}
