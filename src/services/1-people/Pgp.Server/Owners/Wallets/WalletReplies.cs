using Pgp.Channels;
using Pgp.Server.Speaking;
using Pgp.Texts;

namespace Pgp.Server.Owners.Wallets;

/// <summary>What the bot says about a wallet and its change.</summary>
internal static class WalletReplies
{
    public static Reply Page(Speech say, OwnedChannel channel, WalletChange? held, TimeSpan hold) =>
        held is null
            ? new Reply(
                Markup.Paragraphs(
                    say.Html("owner_bot.wallet"),
                    OwnerReplies.WalletOf(say, channel.Payout.Wallet),
                    say.Html("owner_bot.wallet.rule", ("n", (int)hold.TotalHours))
                ),
                OwnerReplies.Button(
                    say,
                    "owner_bot.button.change_wallet",
                    OwnerWords.ChangeWallet,
                    channel
                ),
                OwnerReplies.Back(say, channel)
            )
            : new Reply(
                Markup.Paragraphs(
                    say.Html("owner_bot.wallet"),
                    OwnerReplies.WalletOf(say, channel.Payout.Wallet),
                    say.Html("owner_bot.wallet.waits", ("moment", Speech.Moment(held.HoldUntil))),
                    OwnerReplies.WalletOf(say, held.After)
                ),
                OwnerReplies.Button(
                    say,
                    "owner_bot.button.cancel_wallet",
                    new OwnerKey.CancelWallet(held.Id)
                ),
                OwnerReplies.Back(say, channel)
            );

    public static Reply AskEnd(Speech say, Wallet wallet) =>
        new(
            Markup.Paragraphs(
                say.Html("owner_bot.wallet.check"),
                OwnerReplies.WalletOf(say, wallet),
                say.Html("owner_bot.ask.wallet_end", ("count", WalletFlow.EndLength))
            )
        );

    public static Reply Held(Speech say, WalletChange change) =>
        new(
            Markup.Paragraphs(
                say.Html("owner_bot.wallet.held", ("title", change.ClosedTitle)),
                OwnerReplies.WalletOf(say, change.After),
                say.Html("owner_bot.wallet.held_until", ("moment", Speech.Moment(change.HoldUntil)))
            ),
            OwnerReplies.Button(
                say,
                "owner_bot.button.cancel_wallet",
                new OwnerKey.CancelWallet(change.Id)
            )
        );

    public static Reply Ended(Speech say, WalletChange change) =>
        change.State == WalletChangeStates.Applied
            ? new Reply(
                Markup.Paragraphs(
                    say.Html("owner_bot.wallet.applied", ("title", change.ClosedTitle)),
                    OwnerReplies.WalletOf(say, change.After),
                    say.Html("owner_bot.wallet.begun")
                )
            )
            : new Reply(say.Html("owner_bot.wallet.overtaken", ("title", change.ClosedTitle)));
}
