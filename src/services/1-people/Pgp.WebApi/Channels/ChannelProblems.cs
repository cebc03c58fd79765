using Microsoft.AspNetCore.Http;
using Pgp.Channels;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Channels;

/// <summary>What can go wrong with channels.</summary>
internal static class ChannelProblems
{
    public static Problem NotLinked { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "telegram_not_linked",
            "Link your Telegram account first: channels belong to who is their administrator."
        );

    public static Problem TooMany { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "too_many_channels",
            $"You sell {Registry.OwnedMax} channels, the most that one owner can."
        );

    public static Problem SoldAlready { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "channel_exists",
            "One of the two Telegram channels is sold already.",
            new FieldError("closed_channel_id", "taken", "This or the open one is sold already.")
        );

    public static Problem OneWaits { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "wallet_change_waits",
            "This is the wallet already, or another change waits. Cancel that one first."
        );

    public static Problem CouponExists { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "coupon_exists",
            "The channel has or had a coupon of this word. Choose another.",
            new FieldError("code", "taken", "The channel has or had a coupon of this word.")
        );

    private static Problem TelegramSilent { get; } =
        Problem.Of(
            StatusCodes.Status503ServiceUnavailable,
            "telegram_silent",
            "Telegram does not answer at the moment. Nothing was changed; try again in a minute."
        ) with
        {
            RetryAfter = TimeSpan.FromMinutes(1),
        };

    /// <returns>Null when all is well.</returns>
    public static Problem? Of(Proof proof, string field) =>
        proof switch
        {
            Proof.Given => null,
            Proof.Silent => TelegramSilent,
            Proof.BotOutside => Problem.Invalid(
                field,
                "bot_outside",
                "The bot is no administrator there. Open the channel's settings in Telegram, "
                    + "choose Administrators, add the bot, and try again."
            ),
            Proof.NotAdministrator => Problem.Invalid(
                field,
                "not_administrator",
                "You are no administrator there, so you cannot sell it."
            ),
            Proof.Lacking(var rights) => Problem.Invalid(
                field,
                "rights_missing",
                "The bot lacks rights there: "
                    + string.Join(", ", rights.Select(Words))
                    + ". Give them to it in the channel's list of administrators."
            ),
            _ => throw new InvalidOperationException($"unknown proof: {proof}"),
        };

    public static Problem InUse(ChannelTies ties)
    {
        var errors = new List<FieldError>();
        if (ties.Members > 0)
        {
            errors.Add(
                new FieldError(
                    "subscribers",
                    "has_members",
                    FormattableString.Invariant(
                        $"{ties.Members} people have access, the last until {ties.AccessUntil:u}."
                    )
                )
            );
        }

        if (ties.HasMoney)
        {
            errors.Add(
                new FieldError(
                    "balance",
                    "has_balance",
                    "Money of this channel is not paid out yet. It is paid when it reaches your "
                        + "threshold; lower the threshold to be paid earlier."
                )
            );
        }

        return Problem.Of(
            StatusCodes.Status409Conflict,
            "channel_in_use",
            "This channel cannot be deleted yet: what people paid for, and what is owed, comes first.",
            errors
        );
    }

    private static string Words(string right) =>
        right switch
        {
            "post" => "post messages",
            "invite" => "invite users by link",
            _ => "ban users",
        };
}
