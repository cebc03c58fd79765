using Pgp.Contracts.Money;

namespace Pgp.Notifications.Webhooks.Events;

// What events carry, member by member as it is sent. Owners' programs read it: members are only
// ever added. Ids and amounts are text, moments RFC 3339 in UTC.

/// <summary>An exact quantity in whole coins, as decimal digits.</summary>
internal sealed record Coins(string Coin, string Amount)
{
    public static Coins Of(CoinAmount amount) =>
        new(amount.Coin.ToString(), amount.ToDecimalText());

    public static Coins? OfKnown(CoinAmount? amount) => amount is { } known ? Of(known) : null;
}

/// <summary><c>payment.paid</c></summary>
/// <param name="Kind">subscription or gift.</param>
/// <param name="UserId">Who paid.</param>
/// <param name="Gross">What arrived; fee and net add up to it.</param>
internal sealed record PaymentData(
    string PaymentId,
    string OrderId,
    string ChannelId,
    string Kind,
    long UserId,
    int TierNo,
    int Days,
    string PriceUsd,
    Coins Gross,
    Coins Fee,
    Coins Net,
    string PaidAt
);

/// <summary><c>donation.paid</c></summary>
/// <param name="UserId">Null for somebody who wants to stay unnamed.</param>
/// <param name="Message">Foreign text; null if there is none.</param>
internal sealed record DonationData(
    string PaymentId,
    string OrderId,
    string ChannelId,
    long? UserId,
    string? Message,
    string PriceUsd,
    Coins Gross,
    Coins Fee,
    Coins Net,
    string PaidAt
);

/// <summary><c>subscription.started</c>, <c>.renewed</c> and <c>.returned</c></summary>
internal sealed record SubscriptionBoughtData(
    string SubscriptionId,
    string ChannelId,
    long UserId,
    int? TierNo,
    int Days,
    string ValidFrom,
    string ValidUntil,
    string PaymentId
);

/// <summary><c>subscription.expired</c></summary>
/// <param name="PaidUntil">The end of what was paid for; days of grace come on top.</param>
internal sealed record SubscriptionExpiredData(
    string SubscriptionId,
    string ChannelId,
    long UserId,
    int? TierNo,
    string PaidUntil
);

/// <summary><c>payout.started</c></summary>
/// <param name="Payments">How many payments were collected in it.</param>
internal sealed record PayoutStartedData(
    string PayoutId,
    string ChannelId,
    Coins Source,
    string ThresholdUsd,
    int Payments,
    string TargetCoin,
    string Address,
    string? ExtraId
);

/// <summary><c>payout.completed</c> and <c>.held</c></summary>
/// <param name="Source">What was taken from the balance.</param>
/// <param name="Paid">What was sent to the address; null while that is not known.</param>
internal sealed record PayoutData(
    string PayoutId,
    string ChannelId,
    Coins Source,
    Coins? Paid,
    string TargetCoin,
    string Address,
    string? ExtraId,
    string? TxHash,
    string? CompletedAt
);

/// <summary><c>channel.bot_rights_lost</c></summary>
/// <param name="Detail">Which chat, and which rights are missing.</param>
internal sealed record RightsLostData(string ChannelId, string Detail);

/// <summary><c>channel.members_differ</c></summary>
/// <param name="Missing">Who paid and is not inside.</param>
/// <param name="Strangers">Who is inside and has not paid.</param>
internal sealed record MembersDifferData(string ChannelId, int Missing, int Strangers);

/// <summary><c>channel.posts_disabled</c></summary>
/// <param name="Place">open or closed.</param>
/// <param name="Cause">rights, gone, no_tiers, refused or silent.</param>
internal sealed record PostsDisabledData(string ChannelId, string Place, string Cause);

/// <summary><c>member.removal_failed</c></summary>
internal sealed record RemovalFailedData(string ChannelId, string SubscriptionId, long UserId);

/// <summary><c>member.invite_leaked</c></summary>
/// <param name="UserId">For whom the invite was made.</param>
internal sealed record InviteLeakedData(string ChannelId, long UserId);

/// <summary><c>webhook.test</c></summary>
internal sealed record TestData(string EndpointId, string Message);
