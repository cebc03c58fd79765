using System.Globalization;
using System.Numerics;
using Pgp.Adapters.Telegram;
using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;

namespace Pgp.Server;

/// <summary>
/// Everything the bot says. HTML as Telegram knows it; what others wrote is escaped.
/// </summary>
internal static class Replies
{
    public const string NoteNotYours = "This button was made for someone else.";

    public const string NoteOutdated = "This button no longer works.";

    public static Reply Welcome { get; } =
        new(
            "This bot sells access to private channels and takes donations for them.\n\n"
                + "Open a link or button in a channel to start. After your payment is confirmed, "
                + "the bot sends you an invite link here."
        );

    public static Reply LinkUnknown { get; } =
        new("This link no longer works. Please open a current one in the channel.");

    public static Reply OrderTooOld { get; } =
        new("This order is too old to be paid. Please open the link in the channel again.");

    public static Reply AmountNotAllowed { get; } =
        new("A donation can be from 4.99 to 9,999.99 USD.");

    public static Reply PaymentNotPossible { get; } =
        new("This payment is not possible at the moment. You have not been charged.");

    public static Reply SalesPaused { get; } =
        new(
            "No new payments are taken at the moment. You have not been charged. "
                + "Please come back later and open the link again."
        );

    /// <summary>The order stays; its button tries again.</summary>
    public static Reply OrderPaused(Order order) =>
        new(
            "No new payments are taken at the moment. You have not been charged. "
                + "Please try again later.",
            TryAgain(order)
        );

    public static Reply OverLimit(Limit limit) =>
        new(
            limit.Span switch
            {
                LimitSpan.Transaction => $"One payment can be at most {Dollars(limit.Amount)} USD. "
                    + "You have not been charged. Please choose a smaller amount.",
                LimitSpan.Day => TooMuch(limit, "24 hours"),
                LimitSpan.ThirtyDays => TooMuch(limit, "30 days"),
                _ => throw new InvalidOperationException($"unknown span: {limit.Span}"),
            }
        );

    public static Reply AskDonation(Channel channel) =>
        new(
            $"How much would you like to give to <b>{Safe(channel.Title)}</b>?",
            [
                .. Donations.Offered.Select(amount => new TelegramButton.Callback(
                    $"{Dollars(amount)} USD",
                    new ButtonData.Donation(channel.LinkCode, amount).ToString()
                )),
            ]
        );

    public static Reply ChooseTier(Channel channel, IReadOnlyList<Tier> tiers) =>
        new(
            $"Access to <b>{Safe(channel.Title)}</b>: choose what suits you.",
            [
                .. tiers.Select(tier => new TelegramButton.Callback(
                    $"{Days(tier.Days)}: {Dollars(tier.Price)} USD",
                    new ButtonData.Tier(channel.LinkCode, tier.No).ToString()
                )),
            ]
        );

    public static Reply Pay(Order order, Uri page) =>
        new(
            order.Days is { } days
                ? $"{NameOf(order)}.\n"
                    + $"Price: <b>{Dollars(order.Price)} USD</b>\n\n"
                    + "Choose a coin and pay on the page of our payment provider. Your invite link "
                    + "follows here as soon as the payment is confirmed."
                : $"{NameOf(order)}: <b>{Dollars(order.Price)} USD</b>\n\n"
                    + "Choose a coin and pay on the page of our payment provider. Thank you!",
            new TelegramButton.Link($"Pay {Dollars(order.Price)} USD", page)
        );

    public static Reply ProviderDown(Order order) =>
        new(
            "The payment page cannot be opened right now. You have not been charged. "
                + "Please try again in a minute.",
            TryAgain(order)
        );

    /// <summary>What was bought, in a few words.</summary>
    public static string NameOf(Order order) =>
        order.Days is { } days
            ? $"Access to <b>{Safe(order.Title)}</b> for {Days(days)}"
            : $"Donation to <b>{Safe(order.Title)}</b>";

    private static TelegramButton.Callback TryAgain(Order order) =>
        new("Try again", new ButtonData.Retry(order.Id).ToString());

    private static string TooMuch(Limit limit, string span) =>
        $"One person can spend at most {Dollars(limit.Amount)} USD within {span}, and this would be "
        + "more. Orders of the last 24 hours count even if they are not paid yet. "
        + "You have not been charged. Please come back later.";

    private static string Safe(string text) => TelegramHtml.Escape(text);

    private static string Days(int days) =>
        string.Create(CultureInfo.InvariantCulture, $"{days} {(days == 1 ? "day" : "days")}");

    // Two decimals, as people write prices.
    private static string Dollars(Amount<Usd> amount) =>
        ((decimal)amount.Atomic / (decimal)BigInteger.Pow(10, Coin.Usd.Decimals)).ToString(
            "#,0.00####",
            CultureInfo.InvariantCulture
        );
}
