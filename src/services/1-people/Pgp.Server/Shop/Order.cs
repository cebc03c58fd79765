using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Server.Shop;

/// <summary>A channel as its visitors know it.</summary>
internal sealed record Channel(ChannelId Id, string LinkCode, string Title)
{
    public OpenChannelId Open { get; init; }

    public ClosedChannelId Closed { get; init; }

    /// <summary>What is inside, in the owner's words; null if he has said nothing.</summary>
    public string? Description { get; init; }

    /// <summary>How long somebody may try it for nothing; 0: not at all.</summary>
    public int TrialDays { get; init; }

    /// <summary>Whether its owner takes new payments.</summary>
    public bool IsSelling { get; init; } = true;
}

/// <summary>One price of a channel.</summary>
internal sealed record Tier(int No, Amount<Usd> Price, int Days);

/// <summary>What an order can be for; the words of <c>orders.kind</c>.</summary>
internal static class OrderKinds
{
    public const string Subscription = "subscription";
    public const string Donation = "donation";

    /// <summary>Access that somebody else will have.</summary>
    public const string Gift = "gift";
}

/// <summary>What a buyer is about to accept.</summary>
/// <param name="Price">After a coupon.</param>
/// <param name="Tier"><see langword="null"/> for a donation.</param>
internal sealed record Offer(string Kind, Channel Channel, Amount<Usd> Price, Tier? Tier)
{
    /// <summary>The coupon that made the price; null for the tier's own.</summary>
    public Coupon? Coupon { get; init; }

    public static Offer Access(Channel channel, Tier tier) =>
        new(OrderKinds.Subscription, channel, tier.Price, tier);

    public static Offer Gift(Channel channel, Tier tier) =>
        new(OrderKinds.Gift, channel, tier.Price, tier);

    public static Offer Donation(Channel channel, Amount<Usd> amount) =>
        new(OrderKinds.Donation, channel, amount, null);
}

/// <summary>What a buyer accepted. It is stored before the provider hears of it.</summary>
/// <param name="Title">The channel's.</param>
/// <param name="Days"><see langword="null"/> for a donation.</param>
/// <param name="StatusToken">Opens the payment page of this order and no other.</param>
/// <param name="InvoiceUrl"><see langword="null"/> until the provider made an invoice.</param>
internal sealed record Order(
    OrderId Id,
    TelegramUserId User,
    string Title,
    Amount<Usd> Price,
    int? Days,
    string StatusToken,
    Uri? InvoiceUrl,
    DateTimeOffset CreatedAt,
    string Kind
);
