using System.Text.Json.Serialization.Metadata;
using Pgp.Contracts.Webhooks;
using Pgp.Notifications.Webhooks.Events;

namespace Pgp.ArchitectureTests.Webhooks;

/// <summary>One event of each kind, invented, as the page shows it.</summary>
internal static class EventSamples
{
    private const string Payment = "pay_0199c5b8f0007abc8def0123456789ab";
    private const string Order = "ord_0199c5b8f0007abc8def0123456789ac";
    private const string Channel = "ch_0199c5b8f0007abc8def0123456789ad";
    private const string Subscription = "sub_0199c5b8f0007abc8def0123456789ae";
    private const string Batch = "batch:bat_0199c5b8f0007abc8def0123456789af";
    private const string Address = "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf";
    private const string Noon = "2026-11-25T12:00:00.000Z";
    private const string Later = "2026-12-25T12:00:00.000Z";

    private static readonly string Hash = "0x" + string.Concat(Enumerable.Repeat("5c50", 16));

    private static readonly DateTimeOffset At = new(2026, 11, 25, 12, 0, 0, 500, TimeSpan.Zero);

    public static IReadOnlyList<WebhookNews> All { get; } =
    [
        Of(
            WebhookEventTypes.PaymentPaid,
            new PaymentData(
                Payment,
                Order,
                Channel,
                "subscription",
                UserId: 123456789,
                TierNo: 1,
                Days: 30,
                "9.99",
                new Coins("eth@eth", "0.0034"),
                new Coins("eth@eth", "0.000102"),
                new Coins("eth@eth", "0.003298"),
                Noon
            ),
            WebhookJson.Default.PaymentData
        ),
        Of(
            WebhookEventTypes.DonationPaid,
            new DonationData(
                Payment,
                Order,
                Channel,
                UserId: null,
                "Thank you",
                "25",
                new Coins("usdt@eth", "25"),
                new Coins("usdt@eth", "0.75"),
                new Coins("usdt@eth", "24.25"),
                Noon
            ),
            WebhookJson.Default.DonationData
        ),
        Bought(WebhookEventTypes.SubscriptionStarted),
        Bought(WebhookEventTypes.SubscriptionRenewed),
        Bought(WebhookEventTypes.SubscriptionReturned),
        Of(
            WebhookEventTypes.SubscriptionExpired,
            new SubscriptionExpiredData(
                Subscription,
                Channel,
                UserId: 123456789,
                TierNo: 1,
                "2026-11-22T12:00:00.000Z"
            ),
            WebhookJson.Default.SubscriptionExpiredData
        ),
        Of(
            WebhookEventTypes.PayoutStarted,
            new PayoutStartedData(
                Batch,
                Channel,
                new Coins("usdt@eth", "104.52"),
                "100",
                Payments: 7,
                "xmr@xmr",
                Address,
                ExtraId: null
            ),
            WebhookJson.Default.PayoutStartedData
        ),
        Of(
            WebhookEventTypes.PayoutCompleted,
            new PayoutData(
                $"instant:{Payment}",
                Channel,
                new Coins("eth@eth", "0.003298"),
                new Coins("usdt@eth", "9.61"),
                "usdt@eth",
                Address,
                ExtraId: null,
                Hash,
                Noon
            ),
            WebhookJson.Default.PayoutData
        ),
        Of(
            WebhookEventTypes.PayoutHeld,
            new PayoutData(
                $"instant:{Payment}",
                Channel,
                new Coins("eth@eth", "0.003298"),
                Paid: null,
                "usdt@eth",
                Address,
                ExtraId: null,
                TxHash: null,
                CompletedAt: null
            ),
            WebhookJson.Default.PayoutData
        ),
        Of(
            WebhookEventTypes.BotRightsLost,
            new RightsLostData(Channel, "My channel: can_invite_users"),
            WebhookJson.Default.RightsLostData
        ),
        Of(
            WebhookEventTypes.MembersDiffer,
            new MembersDifferData(Channel, Missing: 1, Strangers: 2),
            WebhookJson.Default.MembersDifferData
        ),
        Of(
            WebhookEventTypes.PostsDisabled,
            new PostsDisabledData(Channel, "open", "rights"),
            WebhookJson.Default.PostsDisabledData
        ),
        Of(
            WebhookEventTypes.RemovalFailed,
            new RemovalFailedData(Channel, Subscription, UserId: 123456789),
            WebhookJson.Default.RemovalFailedData
        ),
        Of(
            WebhookEventTypes.InviteLeaked,
            new InviteLeakedData(Channel, UserId: 123456789),
            WebhookJson.Default.InviteLeakedData
        ),
        Of(
            WebhookEventTypes.Test,
            new TestData("whk_0199c5b8f0007abc8def0123456789b0", "Events arrive here."),
            WebhookJson.Default.TestData
        ),
    ];

    private static WebhookNews Bought(WebhookEventType type) =>
        Of(
            type,
            new SubscriptionBoughtData(
                Subscription,
                Channel,
                UserId: 123456789,
                TierNo: 1,
                Days: 30,
                Noon,
                Later,
                Payment
            ),
            WebhookJson.Default.SubscriptionBoughtData
        );

    private static WebhookNews Of<TData>(
        WebhookEventType type,
        TData data,
        JsonTypeInfo<TData> form
    ) => WebhookNews.Of(type, about: "", At, data, form);
}
