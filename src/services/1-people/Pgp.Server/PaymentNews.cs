using Pgp.Adapters.Telegram;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.Server;

/// <summary>
/// What buyers read about a payment that is not simply good: what happened, what to do, and a
/// button for it. The headings stand on the payment page, too.
/// </summary>
internal static class PaymentNews
{
    /// <param name="page">Shows where this order stands.</param>
    public static Reply Of(BuyerEventPublished news, PlacedOrder placed, Uri page) =>
        new(
            $"""
            <b>{Heading(news.Event)}</b>
            {Replies.NameOf(placed.Order)}

            {Explanation(news)}

            Reference: <code>{news.PaymentId}</code>
            """,
            Button(news.Event, placed, page)
        );

    public static string Heading(BuyerEvent kind) =>
        kind switch
        {
            BuyerEvent.Underpaid => "Less than the price arrived.",
            BuyerEvent.Overpaid => "More than the price arrived.",
            BuyerEvent.Expired => "This invoice has expired.",
            BuyerEvent.Failed => "The payment failed.",
            BuyerEvent.Refunded => "The payment was refunded.",
            BuyerEvent.Held => "Your payment arrived and is being looked at.",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown event"),
        };

    private static string Explanation(BuyerEventPublished news) =>
        news.Event switch
        {
            BuyerEvent.Underpaid => MissingIs(news.Missing)
                + "Pay the rest on the page of your invoice, in the same coin. As soon as it is "
                + "complete, everything goes on by itself. Nothing of it is lost if you do not.",
            BuyerEvent.Overpaid => "It was accepted. What is above the price went the same way as "
                + "the price. If that was a mistake, ask the owner of the channel and name the "
                + "reference below.",
            BuyerEvent.Expired => "No money arrived in time, and none was taken. If you still want "
                + "it, start again at today's price. A payment that is already on its way still "
                + "counts: do not pay twice then.",
            BuyerEvent.Failed => "The payment provider could not take it, and none of your money "
                + "arrived. You can start again, perhaps with another coin.",
            BuyerEvent.Refunded => "The payment provider has sent your money back. If that was not "
                + "what you wanted, you can buy it again.",
            BuyerEvent.Held => HeldBecause(news.Reason)
                + " A person looks at it and decides; your money is not lost. You need not do "
                + "anything, and please do not pay a second time.",
            _ => throw new ArgumentOutOfRangeException(nameof(news), news, "unknown event"),
        };

    /// <summary>Why a payment is held, in the buyer's words.</summary>
    public static string HeldBecause(string? reason) =>
        reason switch
        {
            PaymentReasons.OrderAlreadyPaid => "This order was paid before. What came now is a "
                + "second payment, which buys nothing by itself.",
            PaymentReasons.RepeatedDeposit => "Money came to an address that was used before. It "
                + "buys nothing by itself.",
            PaymentReasons.WrongAsset => "Another coin came than the one you had chosen on the "
                + "payment page.",
            PaymentReasons.LatePriceMoved => "It came after the invoice had ended, and in the "
                + "meantime what you sent has become worth less than the price.",
            PaymentReasons.RestMissing => "Only a part of the price came, and the rest did not "
                + "follow in time. The part is kept for you.",
            PaymentReasons.FailedWithMoney => "You sent money, but the payment provider could not "
                + "carry it on to us.",
            PaymentReasons.PriceDiffers
            or PaymentReasons.AmountMissing
            or PaymentReasons.OutcomeNotHeld
            or PaymentReasons.ValueOutOfBounds
            or PaymentReasons.NothingLeftAfterFee => "What arrived does not match the price of "
                + "your order.",
            _ => "It does not fit your order.",
        };

    private static TelegramButton Button(BuyerEvent kind, PlacedOrder placed, Uri page) =>
        kind switch
        {
            BuyerEvent.Underpaid => new TelegramButton.Link(
                "Pay the rest",
                placed.Order.InvoiceUrl ?? page
            ),
            BuyerEvent.Expired or BuyerEvent.Failed => Again("Start again", placed),
            BuyerEvent.Refunded => Again("Buy again", placed),
            _ => new TelegramButton.Link("See where it stands", page),
        };

    private static TelegramButton.Callback Again(string text, PlacedOrder placed) =>
        new(text, placed.Again.ToString());

    // The network is told where the ticker alone would not say which of several coins it is.
    private static string MissingIs(CoinAmount? missing)
    {
        if (missing is not { } rest)
        {
            return "";
        }

        var ticker = rest.Coin.Ticker.ToUpperInvariant();
        var network = rest.Coin.Network.ToUpperInvariant();
        var coin = ticker == network ? ticker : $"{ticker} on {network}";
        return $"Still missing: <b>{rest.ToDecimalText()} {coin}</b>.\n";
    }
}
