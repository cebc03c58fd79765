using Pgp.Adapters.Telegram;
using Pgp.Server.Shop;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;
using Pgp.Texts;

namespace Pgp.Server.Donating;

/// <summary>What the bot says around donations.</summary>
internal static class DonationReplies
{
    public static Reply AmountNotAllowed(Speech say) =>
        new(
            say.Html(
                "bot.donation.not_allowed",
                ("minimum", say.Dollars(Donations.Smallest)),
                ("maximum", say.Dollars(Donations.Largest))
            )
        );

    /// <summary>Amounts to choose from, and the way to any other.</summary>
    public static Reply Ask(Speech say, Channel channel) =>
        new(
            say.Html("bot.donation.ask", ("channel", channel.Title)),
            [
                .. Donations.Offered.Select(amount => new TelegramButton.Callback(
                    say.Plain("bot.usd", ("amount", say.Dollars(amount))),
                    new ButtonData.Donation(channel.LinkCode, amount).ToString()
                )),
                new TelegramButton.Callback(
                    say.Plain("bot.donation.other"),
                    new KeypadKey.Start(channel.Open).ToString()
                ),
            ]
        );

    /// <summary>The keypad with what was typed so far.</summary>
    public static Reply Keypad(Speech say, string title, KeypadAmount amount) =>
        new(
            say.Html(
                "bot.keypad.text",
                ("channel", title),
                ("minimum", say.Dollars(Donations.Smallest)),
                ("maximum", say.Dollars(Donations.Largest))
            ),
            [
                [Key($"$ {say.Dollars(amount.Value)}", KeypadKey.Nothing)],
                Digits("123"),
                Digits("456"),
                Digits("789"),
                [.. Digits(".0"), Key("⌫", KeypadKey.Backspace)],
                [Key(say.Plain("bot.keypad.clear"), KeypadKey.Clear)],
                [Key(say.Plain("bot.keypad.confirm"), KeypadKey.Confirm)],
                [Key(say.Plain("bot.keypad.cancel"), KeypadKey.Cancel)],
            ]
        );

    /// <summary>Stands in a channel for a minute: the rest happens in the person's chat.</summary>
    public static Reply SeeYourChat(Speech say, Order order) =>
        new(say.Html("bot.donation.see_chat", ("amount", say.Dollars(order.Price))));

    /// <summary>
    /// For people who never started the bot: it may not write to them before (spec 30, lesson 8).
    /// </summary>
    public static Reply OpenYourChat(Speech say, Order order, Uri link) =>
        new(
            say.Html("bot.donation.open_chat", ("amount", say.Dollars(order.Price))),
            new TelegramButton.Link(say.Plain("bot.donation.open_chat.button"), link)
        );

    public static Reply Cancelled(Speech say) => new(say.Html("bot.donation.cancelled"));

    public static Reply AskMessage(Speech say) =>
        new(say.Html("bot.donation.ask_message", ("n", DonorWords.LengthMax)));

    public static Reply MessageTooLong(Speech say) =>
        new(say.Html("bot.donation.message_too_long", ("n", DonorWords.LengthMax)));

    public static Reply MessageKept(Speech say) => new(say.Html("bot.donation.message_kept"));

    public static Reply NowAnonymous(Speech say, bool isAnonymous) =>
        new(say.Html(isAnonymous ? "bot.donation.anonymous" : "bot.donation.named"));

    /// <summary>What a donor may add before paying.</summary>
    public static IReadOnlyList<TelegramButton> Extras(Speech say, Order order) =>
        [
            new TelegramButton.Callback(
                say.Plain("bot.donation.add_message"),
                new ButtonData.DonorMessage(order.Id).ToString()
            ),
            new TelegramButton.Callback(
                say.Plain("bot.donation.be_anonymous"),
                new ButtonData.DonorName(order.Id).ToString()
            ),
        ];

    private static TelegramButton.Callback[] Digits(string keys) =>
        [.. keys.Select(key => Key(key.ToString(), new KeypadKey.Digit(key)))];

    private static TelegramButton.Callback Key(string text, KeypadKey key) =>
        new(text, key.ToString()!);
}
