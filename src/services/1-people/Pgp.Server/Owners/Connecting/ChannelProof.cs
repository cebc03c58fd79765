using Pgp.Adapters.Telegram;
using Pgp.Contracts.Ids;
using Pgp.Server.Owners.Chats;
using Pgp.Texts;

namespace Pgp.Server.Owners.Connecting;

/// <summary>
/// Asks Telegram whether a person may sell a chat and whether the bot can do its work there: nobody
/// else's word counts.
/// </summary>
internal sealed class ChannelProof(TelegramGateway telegram)
{
    /// <returns>Null when all is well, else what is not and what to do.</returns>
    public async Task<Markup?> ProblemAsync(
        Speech say,
        BotChat chat,
        TelegramUserId person,
        bool isClosed,
        CancellationToken ct
    )
    {
        var target = new TelegramChat(chat.Id);
        var bot = await telegram.GetRightsAsync(target, null, chat.IsChannel, ct);
        if (IsSilent(bot))
        {
            return say.Html("owner_bot.proof.silent");
        }

        // Where the bot is no administrator Telegram tells it nothing of others.
        var held = (bot as TelegramOutcome.Rights)?.Held ?? ChatRights.None;
        if (!held.IsAdministrator)
        {
            return say.Html("owner_bot.proof.bot_outside", ("title", chat.Title));
        }

        var owner = await telegram.GetRightsAsync(target, person, chat.IsChannel, ct);
        if (IsSilent(owner))
        {
            return say.Html("owner_bot.proof.silent");
        }

        if (owner is not TelegramOutcome.Rights { Held.IsAdministrator: true })
        {
            return say.Html("owner_bot.proof.not_administrator", ("title", chat.Title));
        }

        var missing = NeededRights.Missing(held, isClosed);
        return missing.Count == 0
            ? null
            : say.Html(
                "owner_bot.proof.missing",
                ("title", chat.Title),
                (
                    "rights",
                    new Markup(
                        string.Join(
                            ", ",
                            missing.Select(right => say.Html($"owner_bot.right.{right}").Html)
                        )
                    )
                )
            );
    }

    private static bool IsSilent(TelegramOutcome outcome) =>
        outcome is TelegramOutcome.TooFast or TelegramOutcome.Unknown;
}
