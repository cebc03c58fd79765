using Pgp.Adapters.Telegram;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;
using Pgp.Server.Speaking;
using Pgp.Texts;

namespace Pgp.Server.Shop;

/// <summary>
/// What buyers read about a payment: what happened, what to do, and a button for it. The headings
/// stand on the payment page, too.
/// </summary>
internal static class PaymentNews
{
    /// <param name="page">Shows where this order stands.</param>
    public static Reply Of(Speech say, BuyerEventPublished news, PlacedOrder placed, Uri page) =>
        new(
            new Markup(
                $"""
                <b>{say.Html(Heading(news.Event))}</b>
                {ShopReplies.NameOf(say, placed.Order)}

                {Explanation(say, news, placed)}

                {say.Html("bot.reference", ("reference", news.PaymentId))}
                """
            ),
            Button(say, news.Event, placed, page)
        );

    public static string Heading(BuyerEvent kind) =>
        kind switch
        {
            BuyerEvent.Underpaid => "bot.news.underpaid.heading",
            BuyerEvent.Overpaid => "bot.news.overpaid.heading",
            BuyerEvent.Expired => "bot.news.expired.heading",
            BuyerEvent.Failed => "bot.news.failed.heading",
            BuyerEvent.Refunded => "bot.news.refunded.heading",
            BuyerEvent.Held => "bot.news.held.heading",
            BuyerEvent.GiftReady => "bot.news.gift.heading",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown event"),
        };

    private static Markup Explanation(Speech say, BuyerEventPublished news, PlacedOrder placed) =>
        news.Event switch
        {
            BuyerEvent.Underpaid when news.Missing is { } rest => new Markup(
                $"{say.Html("bot.news.missing", ("amount", NameOf(rest)))}\n"
                    + say.Html("bot.news.underpaid")
            ),
            BuyerEvent.Underpaid => say.Html("bot.news.underpaid"),
            BuyerEvent.Overpaid => say.Html("bot.news.overpaid"),
            BuyerEvent.Expired => say.Html("bot.news.expired"),
            BuyerEvent.Failed => say.Html("bot.news.failed"),
            BuyerEvent.Refunded => say.Html("bot.news.refunded"),
            BuyerEvent.GiftReady => say.Html(
                "bot.news.gift",
                ("link", placed.GiftLink?.AbsoluteUri ?? "")
            ),
            BuyerEvent.Held => new Markup(
                $"{say.Html(HeldBecause(news.Reason))} {say.Html("bot.news.held")}"
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(news), news, "unknown event"),
        };

    /// <summary>Why a payment is held: the text in the buyer's words.</summary>
    public static string HeldBecause(string? reason) =>
        reason switch
        {
            PaymentReasons.OrderAlreadyPaid => "bot.held.already_paid",
            PaymentReasons.RepeatedDeposit => "bot.held.repeated_deposit",
            PaymentReasons.WrongAsset => "bot.held.wrong_asset",
            PaymentReasons.LatePriceMoved => "bot.held.late",
            PaymentReasons.RestMissing => "bot.held.rest_missing",
            PaymentReasons.FailedWithMoney => "bot.held.failed_with_money",
            PaymentReasons.PriceDiffers
            or PaymentReasons.AmountMissing
            or PaymentReasons.OutcomeNotHeld
            or PaymentReasons.ValueOutOfBounds
            or PaymentReasons.NothingLeftAfterFee => "bot.held.amount_differs",
            _ => "bot.held.other",
        };

    private static TelegramButton Button(
        Speech say,
        BuyerEvent kind,
        PlacedOrder placed,
        Uri page
    ) =>
        kind switch
        {
            BuyerEvent.Underpaid => new TelegramButton.Link(
                say.Plain("bot.news.pay_rest"),
                placed.Order.InvoiceUrl ?? page
            ),
            BuyerEvent.Expired or BuyerEvent.Failed => Again(say.Plain("bot.news.again"), placed),
            BuyerEvent.Refunded => Again(say.Plain("bot.news.buy_again"), placed),
            _ => new TelegramButton.Link(say.Plain("bot.news.see"), page),
        };

    private static TelegramButton.Callback Again(string text, PlacedOrder placed) =>
        new(text, placed.Again.ToString());

    // The network is told where the ticker alone would not say which of several coins it is.
    private static string NameOf(CoinAmount rest)
    {
        var ticker = rest.Coin.Ticker.ToUpperInvariant();
        var network = rest.Coin.Network.ToUpperInvariant();
        var coin = ticker == network ? ticker : $"{ticker} ({network})";
        return $"{rest.ToDecimalText()} {coin}";
    }
}
