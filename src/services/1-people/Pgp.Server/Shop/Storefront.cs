using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Server.Donating;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;

namespace Pgp.Server.Shop;

/// <summary>
/// Finds what a link or button means. Prices and days come from the tiers, never from it.
/// </summary>
internal sealed class Storefront(Database database, Checkout checkout, Speaker speaker)
{
    public async Task<UpdateAnswer> SellTierAsync(
        long updateId,
        Person buyer,
        ButtonData.Tier wanted,
        CancellationToken ct
    )
    {
        if (await ChannelQueries.ByLinkCodeAsync(database, wanted.LinkCode, ct) is not { } channel)
        {
            return await AnswerAsync(buyer, ShopReplies.LinkUnknown, ct);
        }

        var tiers = await ChannelQueries.TiersAsync(database, channel, ct);
        return tiers.FirstOrDefault(tier => tier.No == wanted.TierNo) is { } tier
            ? await checkout.BuyAsync(updateId, buyer, Offer.Access(channel, tier), ct)
            : await AnswerAsync(buyer, ShopReplies.LinkUnknown, ct);
    }

    /// <summary>A link of old sells only what is still sold in just that way.</summary>
    public async Task<UpdateAnswer> SellOldTierAsync(
        long updateId,
        Person buyer,
        StartPayload.OldTier wanted,
        CancellationToken ct
    )
    {
        var channel = await ChannelQueries.ByOpenChannelAsync(database, wanted.Channel, ct);
        if (channel is null)
        {
            return await AnswerAsync(buyer, ShopReplies.LinkUnknown, ct);
        }

        var tiers = await ChannelQueries.TiersAsync(database, channel, ct);
        var same = tiers.FirstOrDefault(tier =>
            tier.Price == wanted.Price && tier.Days == wanted.Days
        );
        return same is not null
            ? await checkout.BuyAsync(updateId, buyer, Offer.Access(channel, same), ct)
            : await ShowAsync(buyer, channel, tiers, ct);
    }

    /// <summary>All that a channel sells.</summary>
    public async Task<UpdateAnswer> ShowTiersAsync(
        Person buyer,
        string linkCode,
        CancellationToken ct
    )
    {
        if (await ChannelQueries.ByLinkCodeAsync(database, linkCode, ct) is not { } channel)
        {
            return await AnswerAsync(buyer, ShopReplies.LinkUnknown, ct);
        }

        return await ShowAsync(
            buyer,
            channel,
            await ChannelQueries.TiersAsync(database, channel, ct),
            ct
        );
    }

    public async Task<UpdateAnswer> AskDonationAsync(
        Person donor,
        string linkCode,
        CancellationToken ct
    ) => await AskAsync(donor, await ChannelQueries.ByLinkCodeAsync(database, linkCode, ct), ct);

    public async Task<UpdateAnswer> AskDonationAsync(
        Person donor,
        OpenChannelId channel,
        CancellationToken ct
    ) => await AskAsync(donor, await ChannelQueries.ByOpenChannelAsync(database, channel, ct), ct);

    public async Task<UpdateAnswer> TakeDonationAsync(
        long updateId,
        Person donor,
        ButtonData.Donation donation,
        CancellationToken ct
    )
    {
        if (!Donations.IsAllowed(donation.Amount))
        {
            return await AnswerAsync(donor, DonationReplies.AmountNotAllowed, ct);
        }

        return await ChannelQueries.ByLinkCodeAsync(database, donation.LinkCode, ct) is { } channel
            ? await checkout.BuyAsync(updateId, donor, Offer.Donation(channel, donation.Amount), ct)
            : await AnswerAsync(donor, ShopReplies.LinkUnknown, ct);
    }

    /// <summary>Leads back to an order that was begun, if it is this person's.</summary>
    public async Task<UpdateAnswer> ResumeAsync(Person buyer, OrderId id, CancellationToken ct)
    {
        var order = await OrderQueries.ByIdAsync(database, id, ct);
        if (order is null || order.User != buyer.Id)
        {
            return await AnswerAsync(buyer, ShopReplies.LinkUnknown, ct);
        }

        return database.Clock.GetUtcNow() - order.CreatedAt > OrderDesk.OrderLife
            ? await AnswerAsync(buyer, ShopReplies.OrderTooOld, ct)
            : await checkout.LeadToPaymentAsync(buyer, order, ct);
    }

    private async Task<UpdateAnswer> ShowAsync(
        Person buyer,
        Channel channel,
        IReadOnlyList<Tier> tiers,
        CancellationToken ct
    )
    {
        if (!channel.IsSelling)
        {
            return await speaker.AnswerAsync(
                buyer,
                ShopReplies.ChannelPaused(buyer.Say, channel),
                ct
            );
        }

        var mayTry =
            channel.TrialDays > 0
            && !await ChannelQueries.HadAccessAsync(database, buyer.Id, channel, ct);
        return await speaker.AnswerAsync(
            buyer,
            ShopReplies.ChooseTier(buyer.Say, channel, tiers, mayTry),
            ct
        );
    }

    private async Task<UpdateAnswer> AskAsync(
        Person donor,
        Channel? channel,
        CancellationToken ct
    ) =>
        channel is null
            ? await AnswerAsync(donor, ShopReplies.LinkUnknown, ct)
            : await speaker.AnswerAsync(
                donor,
                channel.IsSelling
                    ? DonationReplies.Ask(donor.Say, channel)
                    : ShopReplies.ChannelPaused(donor.Say, channel),
                ct
            );

    private Task<UpdateAnswer> AnswerAsync(
        Person person,
        Func<Texts.Speech, Reply> reply,
        CancellationToken ct
    ) => speaker.AnswerAsync(person, reply(person.Say), ct);
}
