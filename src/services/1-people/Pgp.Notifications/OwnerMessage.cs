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
            OwnerEvent.ThresholdReached => "Your balance reached its threshold",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown event"),
        };

    private static string Explanation(OwnerEvent kind) =>
        kind switch
        {
            OwnerEvent.SubscriptionPaid =>
                "Your share is booked and paid out in the way you chose.",
            OwnerEvent.DonationPaid =>
                "Thank your supporters! Your share is paid out in the way you chose.",
            OwnerEvent.PayoutCompleted => "The coins have been sent to your payout address.",
            OwnerEvent.PayoutInReview => "Your money is safe; a person is looking at it.",
            OwnerEvent.ThresholdReached => "A payout to your address has been started.",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown event"),
        };
}
