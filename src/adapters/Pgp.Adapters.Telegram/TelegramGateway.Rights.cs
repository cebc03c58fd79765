using Pgp.Contracts.Ids;
using Telegram.Bot;

namespace Pgp.Adapters.Telegram;

/// <content>Who may do what: proof that a channel is somebody's (spec 70, 3.4).</content>
public sealed partial class TelegramGateway
{
    /// <param name="user">Whose rights; null for the bot's own.</param>
    /// <returns><see cref="TelegramOutcome.Rights"/> or a refusal.</returns>
    public Task<TelegramOutcome> GetRightsAsync(
        TelegramChat chat,
        TelegramUserId? user,
        bool isChannel,
        CancellationToken ct
    ) =>
        CallAsync(
            async () =>
            {
                var member = await bot.GetChatMember(chat.Value, user?.Value ?? bot.BotId, ct);
                return new TelegramOutcome.Rights(ChatRights.Of(member, isChannel));
            },
            ct
        );
}
