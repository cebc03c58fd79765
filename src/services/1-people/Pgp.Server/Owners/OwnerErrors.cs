using Pgp.Channels;
using Pgp.Channels.Wallets;
using Pgp.Texts;

namespace Pgp.Server.Owners;

/// <summary>What is wrong, in the owner's language.</summary>
internal static class OwnerErrors
{
    public static Markup Of(Speech say, FieldError error)
    {
        var field = error.Field.Split('.')[^1];
        return (field, error.Code) switch
        {
            ("tiers", _) => say.Html("owner_bot.wrong.tiers"),
            ("days", _) => say.Html("owner_bot.wrong.days"),
            ("price_usd", "above_limit") => say.Html("owner_bot.wrong.price_above_limit"),
            ("price_usd", _) => say.Html("owner_bot.wrong.price"),
            ("payout_threshold_usd", "out_of_range") => say.Html("owner_bot.wrong.threshold"),
            ("payout_threshold_usd", _) => say.Html("owner_bot.wrong.threshold_above_limit"),
            ("payout_coin", _) => say.Html("owner_bot.wrong.coin"),
            (_, WalletCodes.LooksLikeSecret) => say.Html("owner_bot.wrong.secret"),
            ("payout_address", WalletCodes.ZeroAddress) => say.Html("owner_bot.wrong.zero_address"),
            ("payout_address", WalletCodes.WrongNetwork) => say.Html("owner_bot.wrong.network"),
            ("payout_address", WalletCodes.TestNetwork) => say.Html("owner_bot.wrong.test_network"),
            ("payout_address", WalletCodes.BadChecksum) => say.Html("owner_bot.wrong.checksum"),
            ("payout_address", WalletCodes.UnsupportedForm) => say.Html("owner_bot.wrong.form"),
            ("payout_address", _) => say.Html("owner_bot.wrong.address"),
            ("payout_extra_id", WalletCodes.MemoNotExpected) => say.Html("owner_bot.wrong.no_memo"),
            ("payout_extra_id", _) => say.Html("owner_bot.wrong.memo"),
            _ => say.Html("owner_bot.wrong.other", ("what", error.Message)),
        };
    }
}
