using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace Pgp.Adapters.Telegram;

/// <summary>The calls for what is said to many.</summary>
public sealed partial class TelegramGateway
{
    // Long enough for a network to come back, short enough to go on soon.
    private static readonly TimeSpan PauseWithoutNetwork = TimeSpan.FromSeconds(5);

    private static readonly string[] GoneParts =
    [
        "message to delete not found",
        "message can't be deleted",
    ];

    /// <summary>
    /// As <see cref="SendMessageAsync"/>, for messages that must never be said twice: a call that
    /// never left is <see cref="TelegramOutcome.TooFast"/>, not
    /// <see cref="TelegramOutcome.Unknown"/>.
    /// </summary>
    public async Task<TelegramOutcome> SendOnceAsync(
        TelegramChat chat,
        string html,
        IReadOnlyList<IReadOnlyList<TelegramButton>> buttons,
        CancellationToken ct
    )
    {
        var left = true;
        var outcome = await CallAsync(
            async () =>
            {
                try
                {
                    var message = await bot.SendMessage(
                        chat.Value,
                        html,
                        global::Telegram.Bot.Types.Enums.ParseMode.Html,
                        replyMarkup: Keyboard(buttons),
                        linkPreviewOptions: new LinkPreviewOptions { IsDisabled = true },
                        cancellationToken: ct
                    );
                    return new TelegramOutcome.Sent(message.Id);
                }
                catch (RequestException failure) when (NeverLeft(failure))
                {
                    left = false;
                    throw;
                }
            },
            ct
        );
        return left ? outcome : new TelegramOutcome.TooFast(PauseWithoutNetwork);
    }

    /// <returns>
    /// <see cref="TelegramOutcome.Done"/>, also when it was gone or too old to be deleted; or a
    /// refusal.
    /// </returns>
    public async Task<TelegramOutcome> DeleteMessageAsync(
        TelegramChat chat,
        int messageId,
        CancellationToken ct
    )
    {
        var outcome = await CallAsync(
            async () =>
            {
                await bot.DeleteMessage(chat.Value, messageId, ct);
                return new TelegramOutcome.Done();
            },
            ct
        );
        return
            outcome is TelegramOutcome.Refused(var description)
            && GoneParts.Any(part => description.Contains(part, StringComparison.OrdinalIgnoreCase))
            ? new TelegramOutcome.Done()
            : outcome;
    }

    /// <summary>
    /// Gives a message the buttons that it should have already: the only question by which a bot
    /// learns whether a message is its own.
    /// </summary>
    /// <returns>
    /// <see cref="TelegramOutcome.Done"/> for one of ours; a refusal for another's, or none.
    /// </returns>
    public Task<TelegramOutcome> EditButtonsAsync(
        TelegramChat chat,
        int messageId,
        IReadOnlyList<IReadOnlyList<TelegramButton>> buttons,
        CancellationToken ct
    ) =>
        CallAsync(
            async () =>
            {
                await bot.EditMessageReplyMarkup(
                    chat.Value,
                    messageId,
                    Keyboard(buttons),
                    cancellationToken: ct
                );
                return new TelegramOutcome.Done();
            },
            ct
        );

    /// <summary>
    /// Whether the bot may change what others have posted; null where that cannot be learned.
    /// </summary>
    public async Task<bool?> MayEditOthersAsync(TelegramChat chat, CancellationToken ct)
    {
        bool? may = null;
        await CallAsync(
            async () =>
            {
                var member = await bot.GetChatMember(chat.Value, bot.BotId, ct);
                may =
                    member is ChatMemberOwner or ChatMemberAdministrator { CanEditMessages: true };
                return new TelegramOutcome.Done();
            },
            ct
        );
        return may;
    }

    private static bool NeverLeft(RequestException failure) =>
        failure.InnerException
            is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError
                    or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError
            };
}
