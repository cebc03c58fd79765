using System.Globalization;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;
using Pgp.Contracts.Webhooks;

namespace Pgp.Notifications.Webhooks.Events;

/// <summary>
/// Turns a piece of news for an owner into events for his servers: none where it is for people
/// only, two where it is about two things.
/// </summary>
internal sealed class NewsReader(Database database)
{
    public async Task<IReadOnlyList<WebhookNews>> ReadAsync(
        OwnerEventPublished news,
        CancellationToken ct
    ) =>
        news.Event switch
        {
            OwnerEvent.SubscriptionPaid => await SaleAsync(news, ct),
            OwnerEvent.DonationPaid => await DonationAsync(news, ct),
            OwnerEvent.SubscriptionExpired => await ExpiredAsync(news, ct),
            OwnerEvent.ThresholdReached => await ThresholdAsync(news, ct),
            OwnerEvent.PayoutCompleted => await PayoutAsync(
                WebhookEventTypes.PayoutCompleted,
                news,
                ct
            ),
            OwnerEvent.PayoutInReview => await PayoutAsync(WebhookEventTypes.PayoutHeld, news, ct),
            OwnerEvent.BotRightsLost => RightsLost(news),
            OwnerEvent.RemovalFailed => await RemovalAsync(news, ct),
            OwnerEvent.InviteLeaked => Leaked(news),
            OwnerEvent.MembersDiffer => MembersDiffer(news),
            OwnerEvent.PostsDisabled => PostsDisabled(news),
            OwnerEvent.WebhookStopped or OwnerEvent.Test => [],
            _ => throw new InvalidOperationException($"unknown event: {news.Event}"),
        };

    private DateTimeOffset Now => database.Clock.GetUtcNow();

    private async Task<IReadOnlyList<WebhookNews>> SaleAsync(
        OwnerEventPublished news,
        CancellationToken ct
    )
    {
        if (
            !PaymentId.TryParse(news.Subject, out var payment)
            || await WebhookFactQueries.SaleAsync(database, news.ChannelId, payment, ct)
                is not { } sale
        )
        {
            return [];
        }

        var paid = WebhookNews.Of(
            WebhookEventTypes.PaymentPaid,
            sale.PaymentId,
            Now,
            sale,
            WebhookJson.Default.PaymentData
        );
        var bought = await WebhookFactQueries.BoughtAsync(database, news.ChannelId, payment, ct);
        return bought is null ? [paid] : [paid, Bought(bought)];
    }

    private WebhookNews Bought(Bought bought) =>
        WebhookNews.Of(
            bought.Change switch
            {
                "purchased" => WebhookEventTypes.SubscriptionStarted,
                "renewed" => WebhookEventTypes.SubscriptionRenewed,
                "returned" => WebhookEventTypes.SubscriptionReturned,
                _ => throw new InvalidOperationException($"unknown entry: {bought.Change}"),
            },
            bought.Data.SubscriptionId,
            Now,
            bought.Data,
            WebhookJson.Default.SubscriptionBoughtData
        );

    private async Task<IReadOnlyList<WebhookNews>> DonationAsync(
        OwnerEventPublished news,
        CancellationToken ct
    ) =>
        PaymentId.TryParse(news.Subject, out var payment)
        && await WebhookFactQueries.DonationAsync(database, news.ChannelId, payment, ct)
            is { } donation
            ?
            [
                WebhookNews.Of(
                    WebhookEventTypes.DonationPaid,
                    donation.PaymentId,
                    Now,
                    donation,
                    WebhookJson.Default.DonationData
                ),
            ]
            : [];

    private async Task<IReadOnlyList<WebhookNews>> ExpiredAsync(
        OwnerEventPublished news,
        CancellationToken ct
    ) =>
        await MemberAsync(news, ct) is { } member
            ?
            [
                WebhookNews.Of(
                    WebhookEventTypes.SubscriptionExpired,
                    member.SubscriptionId,
                    Now,
                    member,
                    WebhookJson.Default.SubscriptionExpiredData
                ),
            ]
            : [];

    private async Task<IReadOnlyList<WebhookNews>> ThresholdAsync(
        OwnerEventPublished news,
        CancellationToken ct
    ) =>
        BatchId.TryParse(news.Subject, out var batch)
        && await WebhookFactQueries.BatchAsync(database, news.ChannelId, batch, ct) is { } started
            ?
            [
                WebhookNews.Of(
                    WebhookEventTypes.PayoutStarted,
                    started.PayoutId,
                    Now,
                    started,
                    WebhookJson.Default.PayoutStartedData
                ),
            ]
            : [];

    private async Task<IReadOnlyList<WebhookNews>> PayoutAsync(
        WebhookEventType type,
        OwnerEventPublished news,
        CancellationToken ct
    ) =>
        PayoutOf(news.Subject) is { } id
        && await WebhookFactQueries.PayoutAsync(database, news.ChannelId, id, ct) is { } payout
            ? [WebhookNews.Of(type, id.Value, Now, payout, WebhookJson.Default.PayoutData)]
            : [];

    private static PayoutId? PayoutOf(string subject)
    {
        try
        {
            return PayoutId.Parse(subject);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private IReadOnlyList<WebhookNews> RightsLost(OwnerEventPublished news) =>
        [
            OfChannel(
                WebhookEventTypes.BotRightsLost,
                news,
                new RightsLostData(news.ChannelId.ToString(), news.Text),
                WebhookJson.Default.RightsLostData
            ),
        ];

    private async Task<IReadOnlyList<WebhookNews>> RemovalAsync(
        OwnerEventPublished news,
        CancellationToken ct
    ) =>
        await MemberAsync(news, ct) is { } member
            ?
            [
                WebhookNews.Of(
                    WebhookEventTypes.RemovalFailed,
                    member.SubscriptionId,
                    Now,
                    new RemovalFailedData(member.ChannelId, member.SubscriptionId, member.UserId),
                    WebhookJson.Default.RemovalFailedData
                ),
            ]
            : [];

    // The text names the person for whom the invite was made.
    private IReadOnlyList<WebhookNews> Leaked(OwnerEventPublished news) =>
        long.TryParse(news.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var user)
            ?
            [
                OfChannel(
                    WebhookEventTypes.InviteLeaked,
                    news,
                    new InviteLeakedData(news.ChannelId.ToString(), user),
                    WebhookJson.Default.InviteLeakedData
                ),
            ]
            : [];

    // The text is two numbers: who is missing, and who is too many.
    private IReadOnlyList<WebhookNews> MembersDiffer(OwnerEventPublished news) =>
        news.Text.Split(';') is [var left, var right]
        && int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var missing)
        && int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var strangers)
            ?
            [
                OfChannel(
                    WebhookEventTypes.MembersDiffer,
                    news,
                    new MembersDifferData(news.ChannelId.ToString(), missing, strangers),
                    WebhookJson.Default.MembersDifferData
                ),
            ]
            : [];

    // <channel>:<place>:<occurrence>, with the cause as text.
    private IReadOnlyList<WebhookNews> PostsDisabled(OwnerEventPublished news) =>
        news.Subject.Split(':') is [_, var place, _]
            ?
            [
                OfChannel(
                    WebhookEventTypes.PostsDisabled,
                    news,
                    new PostsDisabledData(news.ChannelId.ToString(), place, news.Text),
                    WebhookJson.Default.PostsDisabledData
                ),
            ]
            : [];

    private WebhookNews OfChannel<TData>(
        WebhookEventType type,
        OwnerEventPublished news,
        TData data,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<TData> form
    ) => WebhookNews.Of(type, news.ChannelId.ToString(), Now, data, form);

    // The subject begins with the subscription; an entry of its log may follow.
    private async Task<SubscriptionExpiredData?> MemberAsync(
        OwnerEventPublished news,
        CancellationToken ct
    ) =>
        SubscriptionId.TryParse(news.Subject.Split(':')[0], out var subscription)
            ? await WebhookFactQueries.MemberAsync(database, news.ChannelId, subscription, ct)
            : null;
}
