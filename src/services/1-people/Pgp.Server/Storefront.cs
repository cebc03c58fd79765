using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Server;

/// <summary>
/// Finds what a link or button means. Prices and days come from the tiers, never from it.
/// </summary>
internal sealed class Storefront(Database database, Checkout checkout, Speaker speaker)
{
    public async Task<UpdateAnswer> SellTierAsync(
        long updateId,
        TelegramUserId user,
        string linkCode,
        int tierNo,
        CancellationToken ct
    )
    {
        if (await ChannelQueries.ByLinkCodeAsync(database, linkCode, ct) is not { } channel)
        {
            return await AnswerAsync(user, Replies.LinkUnknown, ct);
        }

        var tiers = await ChannelQueries.TiersAsync(database, channel, ct);
        return tiers.FirstOrDefault(tier => tier.No == tierNo) is { } tier
            ? await checkout.BuyAsync(updateId, user, new Offer(channel, tier.Price, tier), ct)
            : await AnswerAsync(user, Replies.LinkUnknown, ct);
    }

    /// <summary>A link of old sells only what is still sold in just that way.</summary>
    public async Task<UpdateAnswer> SellOldTierAsync(
        long updateId,
        TelegramUserId user,
        StartPayload.OldTier wanted,
        CancellationToken ct
    )
    {
        var channel = await ChannelQueries.ByOpenChannelAsync(database, wanted.Channel, ct);
        if (channel is null)
        {
            return await AnswerAsync(user, Replies.LinkUnknown, ct);
        }

        var tiers = await ChannelQueries.TiersAsync(database, channel, ct);
        var same = tiers.FirstOrDefault(tier =>
            tier.Price == wanted.Price && tier.Days == wanted.Days
        );
        return same is not null
            ? await checkout.BuyAsync(updateId, user, new Offer(channel, same.Price, same), ct)
            : await AnswerAsync(user, Replies.ChooseTier(channel, tiers), ct);
    }

    public async Task<UpdateAnswer> AskDonationAsync(
        TelegramUserId user,
        string linkCode,
        CancellationToken ct
    ) =>
        await AskDonationAsync(
            user,
            await ChannelQueries.ByLinkCodeAsync(database, linkCode, ct),
            ct
        );

    public async Task<UpdateAnswer> AskDonationAsync(
        TelegramUserId user,
        OpenChannelId channel,
        CancellationToken ct
    ) =>
        await AskDonationAsync(
            user,
            await ChannelQueries.ByOpenChannelAsync(database, channel, ct),
            ct
        );

    public async Task<UpdateAnswer> TakeDonationAsync(
        long updateId,
        TelegramUserId user,
        ButtonData.Donation donation,
        CancellationToken ct
    )
    {
        if (!Donations.IsAllowed(donation.Amount))
        {
            return await AnswerAsync(user, Replies.AmountNotAllowed, ct);
        }

        return await ChannelQueries.ByLinkCodeAsync(database, donation.LinkCode, ct) is { } channel
            ? await checkout.BuyAsync(updateId, user, new Offer(channel, donation.Amount, null), ct)
            : await AnswerAsync(user, Replies.LinkUnknown, ct);
    }

    /// <summary>Says something that no order depends on: lost, it is asked for again.</summary>
    public async Task<UpdateAnswer> AnswerAsync(
        TelegramUserId user,
        Reply reply,
        CancellationToken ct
    )
    {
        await speaker.SayAsync(user, reply, ct);
        return UpdateAnswer.Taken;
    }

    private Task<UpdateAnswer> AskDonationAsync(
        TelegramUserId user,
        Channel? channel,
        CancellationToken ct
    ) =>
        AnswerAsync(user, channel is null ? Replies.LinkUnknown : Replies.AskDonation(channel), ct);
}
