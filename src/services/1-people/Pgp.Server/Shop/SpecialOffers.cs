using Pgp.Common.Database;
using Pgp.Contracts.Tasks;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;

namespace Pgp.Server.Shop;

/// <summary>Coupons, gifts and trials: ways in that are not simply a tier's price.</summary>
internal sealed class SpecialOffers(Database database, Checkout checkout, Speaker speaker)
{
    /// <summary>The channel's tiers at the prices that a coupon leaves.</summary>
    public async Task<UpdateAnswer> ShowWithCouponAsync(
        Person buyer,
        string linkCode,
        string code,
        CancellationToken ct
    )
    {
        if (await ChannelQueries.ByLinkCodeAsync(database, linkCode, ct) is not { } channel)
        {
            return await speaker.AnswerAsync(buyer, ShopReplies.LinkUnknown(buyer.Say), ct);
        }

        if (await CouponQueries.FindAsync(database, channel, code, buyer.Id, ct) is not { } coupon)
        {
            return await speaker.AnswerAsync(buyer, ShopReplies.CouponUnknown(buyer.Say), ct);
        }

        var tiers = await ChannelQueries.TiersAsync(database, channel, ct);
        var reply = ShopReplies.ChooseWithCoupon(buyer.Say, channel, tiers, coupon);
        return await speaker.AnswerAsync(buyer, reply, ct);
    }

    public async Task<UpdateAnswer> SellWithCouponAsync(
        long updateId,
        Person buyer,
        ButtonData.CouponTier wanted,
        CancellationToken ct
    )
    {
        var (channel, tier) = await FindAsync(wanted.LinkCode, wanted.TierNo, ct);
        if (channel is null || tier is null)
        {
            return await speaker.AnswerAsync(buyer, ShopReplies.LinkUnknown(buyer.Say), ct);
        }

        var coupon = await CouponQueries.FindAsync(database, channel, wanted.Code, buyer.Id, ct);
        if (coupon is null)
        {
            return await speaker.AnswerAsync(buyer, ShopReplies.CouponUnknown(buyer.Say), ct);
        }

        var offer = Offer.Access(channel, tier) with
        {
            Price = coupon.PriceOf(tier.Price),
            Coupon = coupon,
        };
        return await checkout.BuyAsync(updateId, buyer, offer, ct);
    }

    /// <summary>Access that the buyer hands on to somebody else.</summary>
    public async Task<UpdateAnswer> SellGiftAsync(
        long updateId,
        Person buyer,
        ButtonData.GiftTier wanted,
        CancellationToken ct
    )
    {
        var (channel, tier) = await FindAsync(wanted.LinkCode, wanted.TierNo, ct);
        return channel is null || tier is null
            ? await speaker.AnswerAsync(buyer, ShopReplies.LinkUnknown(buyer.Say), ct)
            : await checkout.BuyAsync(updateId, buyer, Offer.Gift(channel, tier), ct);
    }

    public async Task<UpdateAnswer> ShowGiftsAsync(
        Person buyer,
        string linkCode,
        CancellationToken ct
    )
    {
        if (await ChannelQueries.ByLinkCodeAsync(database, linkCode, ct) is not { } channel)
        {
            return await speaker.AnswerAsync(buyer, ShopReplies.LinkUnknown(buyer.Say), ct);
        }

        var tiers = await ChannelQueries.TiersAsync(database, channel, ct);
        var reply = ShopReplies.ChooseGift(buyer.Say, channel, tiers);
        return await speaker.AnswerAsync(buyer, reply, ct);
    }

    /// <summary>A gift is opened by whoever has its code first.</summary>
    public async Task<UpdateAnswer> RedeemGiftAsync(
        Person receiver,
        string code,
        CancellationToken ct
    )
    {
        switch (await GiftQueries.FindAsync(database, code, ct))
        {
            case null:
                return await speaker.AnswerAsync(
                    receiver,
                    ShopReplies.GiftUnknown(receiver.Say),
                    ct
                );
            case { RedeemedBy: { } other } when other != receiver.Id.Value:
                return await speaker.AnswerAsync(receiver, ShopReplies.GiftUsed(receiver.Say), ct);
            case { RedeemedBy: not null }:
                return await speaker.AnswerAsync(receiver, ShopReplies.GiftYours(receiver.Say), ct);
        }

        await using (var unit = await database.BeginAsync(ct))
        {
            await unit.EnqueueAsync(new GiftRedeemed(code, receiver.Id.Value), ct);
            await unit.CommitAsync(ct);
        }

        return await speaker.AnswerAsync(receiver, ShopReplies.GiftOpening(receiver.Say), ct);
    }

    /// <summary>Some days for nothing, once and first.</summary>
    public async Task<UpdateAnswer> StartTrialAsync(
        Person visitor,
        string linkCode,
        CancellationToken ct
    )
    {
        var channel = await ChannelQueries.ByLinkCodeAsync(database, linkCode, ct);
        if (channel is null or { TrialDays: 0 })
        {
            return await speaker.AnswerAsync(visitor, ShopReplies.LinkUnknown(visitor.Say), ct);
        }

        if (!channel.IsSelling)
        {
            var reply = ShopReplies.ChannelPaused(visitor.Say, channel);
            return await speaker.AnswerAsync(visitor, reply, ct);
        }

        if (await ChannelQueries.HadAccessAsync(database, visitor.Id, channel, ct))
        {
            return await speaker.AnswerAsync(visitor, ShopReplies.TrialOver(visitor.Say), ct);
        }

        await using (var unit = await database.BeginAsync(ct))
        {
            await unit.EnqueueAsync(new TrialRequested(visitor.Id.Value, channel.Id), ct);
            await unit.CommitAsync(ct);
        }

        return await speaker.AnswerAsync(
            visitor,
            ShopReplies.TrialBegins(visitor.Say, channel),
            ct
        );
    }

    private async Task<(Channel? Channel, Tier? Tier)> FindAsync(
        string linkCode,
        int tierNo,
        CancellationToken ct
    )
    {
        var channel = await ChannelQueries.ByLinkCodeAsync(database, linkCode, ct);
        if (channel is null)
        {
            return (null, null);
        }

        var tiers = await ChannelQueries.TiersAsync(database, channel, ct);
        return (channel, tiers.FirstOrDefault(tier => tier.No == tierNo));
    }
}
