using Pgp.Adapters.Telegram;
using Pgp.Channels;
using Pgp.Server.Owners.Chats;
using Pgp.Server.Speaking;
using Pgp.Texts;

namespace Pgp.Server.Owners.Connecting;

/// <summary>What is asked on the way to a channel that is sold.</summary>
internal static class ConnectReplies
{
    // What Telegram's app proposes when it adds the bot.
    private const string WantedRights =
        "post_messages+edit_messages+delete_messages+invite_users+restrict_members";

    /// <summary>Let the bot in first; the app opens at the right place.</summary>
    public static Reply AddTheBot(Speech say, string botUsername) =>
        new(
            say.Html("owner_bot.connect.add_bot", ("bot", $"@{botUsername}")),
            new TelegramButton.Link(
                say.Plain("owner_bot.button.add_bot"),
                new Uri($"https://t.me/{botUsername}?startchannel&admin={WantedRights}")
            ),
            OwnerReplies.Button(
                say,
                "owner_bot.button.look_again",
                new OwnerKey.Plain(OwnerWords.Connect)
            )
        );

    public static Reply TooMany(Speech say) =>
        new(say.Html("owner_bot.connect.too_many", ("max", Registry.OwnedMax)));

    public static Reply AskChat(Speech say, IReadOnlyList<BotChat> chats, bool isOpen) =>
        new(
            say.Html(isOpen ? "owner_bot.connect.open" : "owner_bot.connect.closed"),
            [
                .. chats.Select(chat => new TelegramButton.Callback(
                    chat.Title,
                    new OwnerKey.Chat(isOpen, chat.Id).ToString()
                )),
                Drop(say),
            ]
        );

    public static Reply AskTiers(Speech say) => new(say.Html("owner_bot.connect.tiers"));

    public static Reply AskPayout(Speech say) =>
        new(
            say.Html("owner_bot.connect.payout"),
            OwnerReplies.Button(
                say,
                "owner_bot.button.at_once",
                new OwnerKey.Plain(OwnerWords.AtOnce)
            )
        );

    /// <summary>All that will be true, before it is.</summary>
    public static Reply AskLive(Speech say, BotChat open, BotChat closed, ChannelDraft draft) =>
        new(
            Markup.Paragraphs(
                say.Html(
                    "owner_bot.connect.summary",
                    ("open", open.Title),
                    ("closed", closed.Title)
                ),
                OwnerReplies.Lines(draft.Tiers.Select(tier => OwnerReplies.TierOf(say, tier))),
                OwnerReplies.PayoutOf(say, draft.Payout),
                OwnerReplies.WalletOf(say, draft.Payout.Wallet),
                say.Html("owner_bot.connect.check")
            ),
            OwnerReplies.Button(say, "owner_bot.button.live", new OwnerKey.Plain(OwnerWords.Live)),
            Drop(say)
        );

    public static Reply Live(Speech say, string closedTitle, string linkCode) =>
        new(
            say.Html("owner_bot.connect.live", ("title", closedTitle)),
            OwnerReplies.Button(
                say,
                "owner_bot.button.show",
                new OwnerKey.OfChannel(OwnerWords.Show, linkCode)
            ),
            OwnerReplies.Button(
                say,
                "owner_bot.button.links",
                new OwnerKey.OfChannel(OwnerWords.Links, linkCode)
            )
        );

    public static Reply Problem(Speech say, Markup problem) =>
        new(
            problem,
            OwnerReplies.Button(
                say,
                "owner_bot.button.look_again",
                new OwnerKey.Plain(OwnerWords.Connect)
            ),
            Drop(say)
        );

    private static TelegramButton Drop(Speech say) =>
        OwnerReplies.Button(say, "owner_bot.button.drop", new OwnerKey.Plain(OwnerWords.Drop));
}
