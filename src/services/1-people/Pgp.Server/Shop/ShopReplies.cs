using Pgp.Adapters.Telegram;
using Pgp.Contracts.Policies;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;
using Pgp.Texts;

namespace Pgp.Server.Shop;

/// <summary>What the bot says on the way from a link to a payment page.</summary>
internal static class ShopReplies
{
    public static Reply Welcome(Speech say) => new(say.Html("bot.welcome"));

    public static Reply LinkUnknown(Speech say) => new(say.Html("bot.link_unknown"));

    public static Reply OrderTooOld(Speech say) => new(say.Html("bot.order_too_old"));

    public static Reply PaymentNotPossible(Speech say) => new(say.Html("bot.payment_impossible"));

    public static Reply ChannelPaused(Speech say, Channel channel) =>
        new(say.Html("bot.channel_paused", ("channel", channel.Title)));

    public static Reply SalesPaused(Speech say) => new(say.Html("bot.sales_paused"));

    public static Reply TemporarilyUnavailable(Speech say) => new(say.Html("bot.unavailable"));

    /// <summary>The order stays; its button tries again.</summary>
    public static Reply OrderPaused(Speech say, Order order) =>
        new(say.Html("bot.order_paused"), TryAgain(say, order));

    public static Reply ProviderDown(Speech say, Order order) =>
        new(say.Html("bot.provider_down"), TryAgain(say, order));

    public static Reply OverLimit(Speech say, Limit limit) =>
        new(
            say.Html(
                limit.Span switch
                {
                    LimitSpan.Transaction => "bot.limit.transaction",
                    LimitSpan.Day => "bot.limit.day",
                    LimitSpan.ThirtyDays => "bot.limit.thirty_days",
                    _ => throw new InvalidOperationException($"unknown span: {limit.Span}"),
                },
                ("amount", say.Dollars(limit.Amount))
            )
        );

    /// <param name="mayTry">Offer some days for nothing, too.</param>
    public static Reply ChooseTier(
        Speech say,
        Channel channel,
        IReadOnlyList<Tier> tiers,
        bool mayTry
    )
    {
        var buttons = tiers.Select(tier => new TelegramButton.Callback(
            TierName(say, tier),
            new ButtonData.Tier(channel.LinkCode, tier.No).ToString()
        ));
        var trial = new TelegramButton.Callback(
            say.Plain("bot.trial.button", ("days", say.Days(channel.TrialDays))),
            new ButtonData.Trial(channel.LinkCode).ToString()
        );
        var gift = new TelegramButton.Callback(
            say.Plain("bot.gift.button"),
            new ButtonData.Gifts(channel.LinkCode).ToString()
        );
        return new Reply(
            Markup.Paragraphs(
                say.Html("bot.choose_tier", ("channel", channel.Title)),
                Markup.Of(channel.Description ?? "")
            ),
            [.. mayTry ? [trial] : Array.Empty<TelegramButton>(), .. buttons, gift]
        );
    }

    public static Reply ChooseWithCoupon(
        Speech say,
        Channel channel,
        IReadOnlyList<Tier> tiers,
        Coupon coupon
    ) =>
        new(
            say.Html("bot.coupon.choose", ("channel", channel.Title), ("code", coupon.Code)),
            [
                .. tiers.Select(tier => new TelegramButton.Callback(
                    TierName(say, tier with { Price = coupon.PriceOf(tier.Price) }),
                    new ButtonData.CouponTier(channel.LinkCode, tier.No, coupon.Code).ToString()
                )),
            ]
        );

    public static Reply CouponUnknown(Speech say) => new(say.Html("bot.coupon.unknown"));

    public static Reply ChooseGift(Speech say, Channel channel, IReadOnlyList<Tier> tiers) =>
        new(
            say.Html("bot.gift.choose", ("channel", channel.Title)),
            [
                .. tiers.Select(tier => new TelegramButton.Callback(
                    TierName(say, tier),
                    new ButtonData.GiftTier(channel.LinkCode, tier.No).ToString()
                )),
            ]
        );

    public static Reply GiftUnknown(Speech say) => new(say.Html("bot.gift.unknown"));

    public static Reply GiftUsed(Speech say) => new(say.Html("bot.gift.used"));

    public static Reply GiftYours(Speech say) => new(say.Html("bot.gift.yours"));

    public static Reply GiftOpening(Speech say) => new(say.Html("bot.gift.opening"));

    public static Reply TrialBegins(Speech say, Channel channel) =>
        new(
            say.Html(
                "bot.trial.begins",
                ("channel", channel.Title),
                ("days", say.Days(channel.TrialDays))
            )
        );

    public static Reply TrialOver(Speech say) => new(say.Html("bot.trial.over"));

    /// <summary>Where to pay, what for, and how much.</summary>
    /// <param name="extra">Further buttons, below the one that pays.</param>
    public static Reply Pay(
        Speech say,
        Order order,
        Uri page,
        params IReadOnlyList<TelegramButton> extra
    ) =>
        new(
            Markup.Paragraphs(
                say.Html(
                    "bot.pay.price",
                    ("what", NameOf(say, order)),
                    ("price", say.Dollars(order.Price))
                ),
                say.Html(
                    order.Kind switch
                    {
                        OrderKinds.Donation => "bot.pay.donation",
                        OrderKinds.Gift => "bot.pay.gift",
                        _ => "bot.pay.access",
                    }
                )
            ),
            [
                new TelegramButton.Link(
                    say.Plain("bot.pay.button", ("price", say.Dollars(order.Price))),
                    page
                ),
                .. extra,
            ]
        );

    /// <summary>What was bought, in a few words.</summary>
    public static Markup NameOf(Speech say, Order order) =>
        say.Html(
            order.Kind switch
            {
                OrderKinds.Donation => "bot.name.donation",
                OrderKinds.Gift => "bot.name.gift",
                _ => "bot.name.access",
            },
            ("channel", order.Title),
            ("days", order.Days is { } days ? say.Days(days) : "")
        );

    /// <summary>"30 days: 9.99 USD"</summary>
    public static string TierName(Speech say, Tier tier) =>
        say.Plain("bot.tier", ("days", say.Days(tier.Days)), ("price", say.Dollars(tier.Price)));

    private static TelegramButton.Callback TryAgain(Speech say, Order order) =>
        new(say.Plain("bot.try_again"), new ButtonData.Retry(order.Id).ToString());
}
