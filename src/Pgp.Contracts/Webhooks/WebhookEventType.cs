namespace Pgp.Contracts.Webhooks;

/// <summary>One kind of event that an owner's server can hear of.</summary>
/// <param name="Name">The word on the wire: what it is about, and what happened to it.</param>
/// <param name="Description">For people who choose.</param>
public sealed record WebhookEventType(string Name, string Description);

/// <summary>
/// Every kind of event; <c>docs/webhooks.md</c> shows what each carries. A name keeps its meaning,
/// and members are only added: a change that breaks receivers gets a new version of the envelope.
/// </summary>
public static class WebhookEventTypes
{
    /// <summary>The form that all payloads have, by the day it was agreed on.</summary>
    public const string ApiVersion = "2026-11-01";

    public static WebhookEventType PaymentPaid { get; } =
        new("payment.paid", "A subscription or a gift was paid.");

    public static WebhookEventType DonationPaid { get; } =
        new("donation.paid", "A donation was paid.");

    public static WebhookEventType SubscriptionStarted { get; } =
        new("subscription.started", "Somebody bought access for the first time.");

    public static WebhookEventType SubscriptionRenewed { get; } =
        new("subscription.renewed", "A payment extended access that was not over.");

    public static WebhookEventType SubscriptionReturned { get; } =
        new("subscription.returned", "Somebody whose access was over bought it again.");

    public static WebhookEventType SubscriptionExpired { get; } =
        new("subscription.expired", "Somebody's access is over.");

    public static WebhookEventType PayoutStarted { get; } =
        new("payout.started", "The collected balance reached its threshold and is being paid out.");

    public static WebhookEventType PayoutCompleted { get; } =
        new("payout.completed", "A payout arrived at the owner's address.");

    public static WebhookEventType PayoutHeld { get; } =
        new("payout.held", "A payout stopped; a person of the platform looks at it.");

    public static WebhookEventType BotRightsLost { get; } =
        new("channel.bot_rights_lost", "The bot can no longer do its work in a channel.");

    public static WebhookEventType MembersDiffer { get; } =
        new("channel.members_differ", "Some members have not paid, or some who paid are missing.");

    public static WebhookEventType PostsDisabled { get; } =
        new("channel.posts_disabled", "A standing post failed too often and is switched off.");

    public static WebhookEventType RemovalFailed { get; } =
        new("member.removal_failed", "Somebody whose access is over could not be removed.");

    public static WebhookEventType InviteLeaked { get; } =
        new("member.invite_leaked", "An invite let in somebody for whom it was not made.");

    /// <summary>Goes to one endpoint, when its owner asks; nobody subscribes to it.</summary>
    public static WebhookEventType Test { get; } =
        new("webhook.test", "The owner wanted to see whether events arrive.");

    /// <summary>What an endpoint can subscribe to.</summary>
    public static IReadOnlyList<WebhookEventType> All { get; } =
    [
        PaymentPaid,
        DonationPaid,
        SubscriptionStarted,
        SubscriptionRenewed,
        SubscriptionReturned,
        SubscriptionExpired,
        PayoutStarted,
        PayoutCompleted,
        PayoutHeld,
        BotRightsLost,
        MembersDiffer,
        PostsDisabled,
        RemovalFailed,
        InviteLeaked,
    ];
}
