using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Pgp.Adapters.Telegram;

/// <content>Receiving updates, and what the bot shows beside its messages.</content>
public sealed partial class TelegramGateway
{
    /// <summary>Stops the spinner on a pressed button.</summary>
    /// <param name="text">Up to 200 characters, or null to show nothing.</param>
    /// <param name="stays">Whether the text stays until it is closed.</param>
    /// <returns>
    /// <see cref="TelegramOutcome.Done"/>, also when it was too late; or a refusal.
    /// </returns>
    public Task<TelegramOutcome> AnswerCallbackAsync(
        string callbackId,
        string? text,
        bool stays,
        CancellationToken ct
    ) =>
        CallAsync(
            async () =>
            {
                await bot.AnswerCallbackQuery(
                    callbackId,
                    text,
                    showAlert: stays,
                    cancellationToken: ct
                );
                return new TelegramOutcome.Done();
            },
            ct
        );

    /// <summary>The next updates; waits for some if there are none.</summary>
    /// <param name="offset">Confirms every update below it.</param>
    /// <returns>The updates in order; a refusal instead of them, if there is one.</returns>
    public async Task<(IReadOnlyList<Update> Updates, TelegramOutcome? Refusal)> GetUpdatesAsync(
        int? offset,
        TimeSpan wait,
        IReadOnlyList<UpdateType> wanted,
        CancellationToken ct
    )
    {
        IReadOnlyList<Update> updates = [];
        var outcome = await CallAsync(
            async () =>
            {
                updates = await bot.GetUpdates(
                    offset,
                    timeout: (int)wait.TotalSeconds,
                    allowedUpdates: wanted,
                    cancellationToken: ct
                );
                return new TelegramOutcome.Done();
            },
            ct
        );
        return outcome is TelegramOutcome.Done ? (updates, null) : ([], outcome);
    }

    /// <summary>Updates are fetched from now on; none that wait are lost.</summary>
    public Task<TelegramOutcome> DeleteWebhookAsync(CancellationToken ct) =>
        CallAsync(
            async () =>
            {
                await bot.DeleteWebhook(cancellationToken: ct);
                return new TelegramOutcome.Done();
            },
            ct
        );

    /// <summary>The menu of commands in private chats.</summary>
    /// <param name="language">Two letters; null for everybody else.</param>
    public Task<TelegramOutcome> SetCommandsAsync(
        IReadOnlyList<(string Word, string Description)> commands,
        string? language,
        CancellationToken ct
    ) =>
        CallAsync(
            async () =>
            {
                await bot.SetMyCommands(
                    commands.Select(one => new BotCommand(one.Word, one.Description)),
                    new BotCommandScopeAllPrivateChats(),
                    language,
                    ct
                );
                return new TelegramOutcome.Done();
            },
            ct
        );
}
