namespace Pgp.WebApi.Operators;

/// <summary>A registered channel and the links by which people buy.</summary>
internal sealed record ChannelAnswer(
    string ChannelId,
    string LinkCode,
    IReadOnlyList<SubscriptionLink> SubscriptionLinks,
    Uri DonationLink
);

internal sealed record SubscriptionLink(int TierNo, Uri Url);
