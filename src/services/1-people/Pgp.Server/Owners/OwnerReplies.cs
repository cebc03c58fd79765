using Pgp.Adapters.Telegram;
using Pgp.Channels;
using Pgp.Contracts.Money;
using Pgp.Server.Speaking;
using Pgp.Texts;

namespace Pgp.Server.Owners;

/// <summary>What several parts of the owner's side say.</summary>
internal static class OwnerReplies
{
    // Coins that most owners want; any other can be written.
    private static readonly Coin[] UsualCoins =
    [
        Coin.Eth,
        Coin.Usdt,
        Coin.Usdc,
        Coin.Of("usdt", "trx"),
        Coin.Of("btc", "btc"),
        Coin.Of("ltc", "ltc"),
        Coin.Of("xmr", "xmr"),
        Coin.Of("ton", "ton"),
    ];

    public static TelegramButton Button(Speech say, string key, OwnerKey press) =>
        new TelegramButton.Callback(say.Plain(key), press.ToString());

    public static TelegramButton Button(
        Speech say,
        string key,
        string word,
        OwnedChannel channel
    ) => Button(say, key, new OwnerKey.OfChannel(word, channel.LinkCode));

    public static TelegramButton Back(Speech say, OwnedChannel channel) =>
        Button(say, "owner_bot.button.back", OwnerWords.Show, channel);

    /// <summary>A line of text and the way back to the channel.</summary>
    public static Reply Note(Speech say, OwnedChannel channel, Markup text) =>
        new(text, Back(say, channel));

    public static Reply AskCoin(Speech say, Func<Coin, OwnerKey> press) =>
        new(
            say.Html("owner_bot.ask.coin"),
            [
                .. UsualCoins
                    .Chunk(2)
                    .Select(pair =>
                        (IReadOnlyList<TelegramButton>)
                            [
                                .. pair.Select(coin => new TelegramButton.Callback(
                                    NameOf(coin),
                                    press(coin).ToString()
                                )),
                            ]
                    ),
            ]
        );

    public static Reply AskAddress(Speech say, Coin coin) =>
        new(say.Html("owner_bot.ask.address", ("coin", NameOf(coin))));

    public static Reply AskMemo(Speech say, Coin coin, OwnerKey none) =>
        new(
            say.Html("owner_bot.ask.memo", ("coin", NameOf(coin))),
            Button(say, "owner_bot.button.no_memo", none)
        );

    public static Markup Wrong(Speech say, IReadOnlyList<FieldError> errors) =>
        Markup.Paragraphs([.. errors.Select(error => OwnerErrors.Of(say, error)).Distinct()]);

    /// <summary>Coin, address and memo, in a form that can be copied.</summary>
    public static Markup WalletOf(Speech say, Wallet wallet) =>
        wallet.ExtraId is { } memo
            ? say.Html(
                "owner_bot.wallet.with_memo",
                ("coin", NameOf(wallet.Coin)),
                ("address", wallet.Address),
                ("memo", memo)
            )
            : say.Html(
                "owner_bot.wallet.line",
                ("coin", NameOf(wallet.Coin)),
                ("address", wallet.Address)
            );

    public static Markup PayoutOf(Speech say, PayoutTarget payout) =>
        payout.Threshold is { } threshold
            ? say.Html("owner_bot.payout.collected", ("amount", say.Dollars(threshold)))
            : say.Html("owner_bot.payout.at_once");

    public static Markup TierOf(Speech say, TierDraft tier) =>
        say.Html(
            "owner_bot.tier",
            ("no", tier.No),
            ("price", say.Dollars(tier.Price)),
            ("days", say.Days(tier.Days))
        );

    public static Markup Lines(IEnumerable<Markup> lines) =>
        new(string.Join('\n', lines.Select(line => line.Html)));

    /// <summary><c>USDT (ETH)</c></summary>
    public static string NameOf(Coin coin) =>
        $"{coin.Ticker.ToUpperInvariant()} ({coin.Network.ToUpperInvariant()})";
}
