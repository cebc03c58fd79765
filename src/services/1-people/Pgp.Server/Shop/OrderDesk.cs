using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Policies;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;

namespace Pgp.Server.Shop;

/// <summary>What came of a wish to buy.</summary>
internal abstract record Placement
{
    private Placement() { }

    /// <summary>Nothing is left to do for this update.</summary>
    public static Placement Nothing { get; } = new Over();

    public sealed record Over : Placement;

    public sealed record Placed(Order Order) : Placement;

    /// <summary>No order; nothing is recorded.</summary>
    public sealed record Refused(Reply Because) : Placement;
}

/// <summary>
/// Places an order, if new ones are wanted and the buyer's limits leave room for it. A repeated
/// update finds the order that it led to.
/// </summary>
internal sealed class OrderDesk(Database database, ILogger<OrderDesk> log)
{
    /// <summary>Prices move; later the buyer accepts a new offer instead.</summary>
    public static readonly TimeSpan OrderLife = TimeSpan.FromHours(24);

    // The buyer has long pressed again; an update that always fails must not block his chat.
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(15);
    private const int StatusTokenBytes = 32;

    public async Task<Placement> PlaceAsync(
        long updateId,
        Person buyer,
        Offer offer,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await UpdateQueries.ClaimAsync(unit, updateId, ct))
        {
            return await ResumeAsync(unit, updateId, ct);
        }

        if (!offer.Channel.IsSelling)
        {
            return new Placement.Refused(ShopReplies.ChannelPaused(buyer.Say, offer.Channel));
        }

        if (!await SwitchQueries.IsOnAsync(unit, KillSwitch.NewInvoices, ct))
        {
            log.SalesAreOff(offer.Channel.Id);
            return new Placement.Refused(ShopReplies.SalesPaused(buyer.Say));
        }

        var verdict = await JudgeAsync(unit, buyer.Id, offer.Price, ct);
        if (verdict.Blocking is { } limit)
        {
            log.OrderOverLimit(offer.Channel.Id, offer.Price, limit.Type, limit.Amount);
            return new Placement.Refused(ShopReplies.OverLimit(buyer.Say, limit));
        }

        if (offer.Coupon is { } coupon && !await IsStillGoodAsync(unit, buyer, offer, coupon, ct))
        {
            return new Placement.Refused(ShopReplies.CouponUnknown(buyer.Say));
        }

        var order = New(unit, buyer.Id, offer);
        await OrderQueries.InsertAsync(unit, updateId, order, offer, Activity.Current?.Id, ct);
        await unit.CommitAsync(ct);
        log.OrderPlaced(order.Id, offer.Channel.Id, order.Price);
        foreach (var alert in verdict.Alerts)
        {
            log.OrderIsLarge(order.Id, order.Price, alert.Type, alert.Amount);
        }

        return new Placement.Placed(order);
    }

    private static async Task<LimitVerdict> JudgeAsync(
        Unit unit,
        TelegramUserId user,
        Amount<Usd> price,
        CancellationToken ct
    )
    {
        await SpendingQueries.LockAsync(unit, user, ct);
        var limits = await LimitQueries.InForceAsync(unit, LimitScope.Invoice, ct);
        var before = await SpendingQueries.BeforeAsync(unit, user, unit.Now, ct);
        return LimitVerdict.Of(limits, price, before);
    }

    // Asked again under its lock: two people must not both take its last use.
    private static async Task<bool> IsStillGoodAsync(
        Unit unit,
        Person buyer,
        Offer offer,
        Coupon coupon,
        CancellationToken ct
    )
    {
        await CouponQueries.LockAsync(unit, coupon.Id, ct);
        return await CouponQueries.FindAsync(unit, offer.Channel, coupon.Code, buyer.Id, ct)
            is not null;
    }

    private static Order New(Unit unit, TelegramUserId user, Offer offer) =>
        new(
            OrderId.New(unit.Clock),
            user,
            offer.Channel.Title,
            offer.Price,
            offer.Tier?.Days,
            Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(StatusTokenBytes)),
            InvoiceUrl: null,
            unit.Now,
            offer.Kind
        );

    private async Task<Placement> ResumeAsync(Unit unit, long updateId, CancellationToken ct)
    {
        var seen = await UpdateQueries.FindAsync(unit, updateId, ct);
        if (seen is null or { IsHandled: true })
        {
            return Placement.Nothing;
        }

        if (unit.Now - seen.ReceivedAt > GiveUpAfter)
        {
            log.UpdateGivenUp(updateId);
            return Placement.Nothing;
        }

        return await OrderQueries.ByUpdateAsync(unit, updateId, ct) is { } order
            ? new Placement.Placed(order)
            : Placement.Nothing;
    }
}
