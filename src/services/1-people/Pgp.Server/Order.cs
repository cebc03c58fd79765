using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Server;

/// <summary>A channel as its visitors know it.</summary>
internal sealed record Channel(ChannelId Id, string LinkCode, string Title);

/// <summary>One price of a channel.</summary>
internal sealed record Tier(int No, Amount<Usd> Price, int Days);

/// <summary>What a buyer is about to accept.</summary>
/// <param name="Tier"><see langword="null"/> for a donation.</param>
internal sealed record Offer(Channel Channel, Amount<Usd> Price, Tier? Tier);

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
    DateTimeOffset CreatedAt
);
