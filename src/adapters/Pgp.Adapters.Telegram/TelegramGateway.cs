using Pgp.Contracts.Ids;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace Pgp.Adapters.Telegram;

/// <summary>
/// The calls we make to Telegram, one attempt each: pacing and repeating belong to the outbox. A
/// message may arrive twice when an answer is lost, because Telegram has no idempotency key.
/// </summary>
public sealed partial class TelegramGateway(ITelegramBotClient bot)
{
    private const int LinkNameLengthMax = 32;

    /// <summary>The library's client with its own sleeping and repeating switched off.</summary>
    public static ITelegramBotClient CreateBot(TelegramOptions options, HttpClient http)
    {
        http.Timeout = options.Timeout;
        var server = options.BaseAddress.GetLeftPart(UriPartial.Authority);
        var settings = new TelegramBotClientOptions(options.Token, server)
        {
            RetryCount = 0,
            RetryThreshold = 0,
        };
        return new TelegramBotClient(settings, http);
    }

    /// <param name="html">1 to 4096 characters after Telegram read the tags.</param>
    /// <param name="buttons">Rows of buttons; empty for none.</param>
    /// <returns><see cref="TelegramOutcome.Sent"/> or a refusal.</returns>
    public Task<TelegramOutcome> SendMessageAsync(
        TelegramChat chat,
        string html,
        IReadOnlyList<IReadOnlyList<TelegramButton>> buttons,
        CancellationToken ct
    ) =>
        CallAsync(
            async () =>
            {
                var message = await bot.SendMessage(
                    chat.Value,
                    html,
                    ParseMode.Html,
                    replyMarkup: Keyboard(buttons),
                    linkPreviewOptions: new LinkPreviewOptions { IsDisabled = true },
                    cancellationToken: ct
                );
                return new TelegramOutcome.Sent(message.Id);
            },
            ct
        );

    /// <returns>
    /// <see cref="TelegramOutcome.Done"/>, also when nothing was different; or a refusal.
    /// </returns>
    public Task<TelegramOutcome> EditMessageAsync(
        TelegramChat chat,
        int messageId,
        string html,
        IReadOnlyList<IReadOnlyList<TelegramButton>> buttons,
        CancellationToken ct
    ) =>
        CallAsync(
            async () =>
            {
                await bot.EditMessageText(
                    chat.Value,
                    messageId,
                    html,
                    ParseMode.Html,
                    replyMarkup: Keyboard(buttons),
                    linkPreviewOptions: new LinkPreviewOptions { IsDisabled = true },
                    cancellationToken: ct
                );
                return new TelegramOutcome.Done();
            },
            ct
        );

    /// <summary>A link that lets one person in, once, before it expires.</summary>
    /// <param name="name">Seen by the channel's administrators; cut to 32 characters.</param>
    /// <returns><see cref="TelegramOutcome.Created"/> or a refusal.</returns>
    public Task<TelegramOutcome> CreateSingleUseLinkAsync(
        ClosedChannelId channel,
        string name,
        DateTimeOffset expires,
        CancellationToken ct
    ) =>
        CallAsync(
            async () =>
            {
                var link = await bot.CreateChatInviteLink(
                    channel.Value,
                    name.Length <= LinkNameLengthMax ? name : name[..LinkNameLengthMax],
                    expires.UtcDateTime,
                    memberLimit: 1,
                    cancellationToken: ct
                );
                return Uri.TryCreate(link.InviteLink, UriKind.Absolute, out var url)
                    ? new TelegramOutcome.Created(url)
                    : new TelegramOutcome.Unknown("unreadable link");
            },
            ct
        );

    /// <summary>Removes a person from the channel and leaves the way back open.</summary>
    /// <returns>
    /// <see cref="TelegramOutcome.Done"/>, or the refusal of the first step that failed.
    /// </returns>
    public Task<TelegramOutcome> RemoveMemberAsync(
        ClosedChannelId channel,
        TelegramUserId user,
        CancellationToken ct
    ) =>
        CallAsync(
            async () =>
            {
                // A ban is the only way to remove; lifting it lets the person buy again.
                await bot.BanChatMember(channel.Value, user.Value, cancellationToken: ct);
                await bot.UnbanChatMember(
                    channel.Value,
                    user.Value,
                    onlyIfBanned: true,
                    cancellationToken: ct
                );
                return new TelegramOutcome.Done();
            },
            ct
        );

    /// <param name="secret">1 to 256 characters of <c>A-Z a-z 0-9 _ -</c>.</param>
    /// <param name="allowedUpdates">
    /// State every kind: <c>chat_member</c> is never sent unless it is listed.
    /// </param>
    public Task<TelegramOutcome> SetWebhookAsync(
        Uri url,
        string secret,
        IReadOnlyList<UpdateType> allowedUpdates,
        CancellationToken ct
    ) =>
        CallAsync(
            async () =>
            {
                await bot.SetWebhook(
                    url.AbsoluteUri,
                    allowedUpdates: allowedUpdates,
                    secretToken: secret,
                    cancellationToken: ct
                );
                return new TelegramOutcome.Done();
            },
            ct
        );

    /// <returns>
    /// <see cref="TelegramOutcome.Bot"/> or a refusal; shows whether the token works.
    /// </returns>
    public Task<TelegramOutcome> GetMeAsync(CancellationToken ct) =>
        CallAsync(
            async () =>
            {
                var me = await bot.GetMe(ct);
                return new TelegramOutcome.Bot(me.Id, me.Username ?? "");
            },
            ct
        );

    private static async Task<TelegramOutcome> CallAsync(
        Func<Task<TelegramOutcome>> call,
        CancellationToken ct
    )
    {
        try
        {
            return await call();
        }
        catch (ApiRequestException refusal)
        {
            return TelegramErrors.Classify(
                refusal.ErrorCode,
                refusal.Message,
                refusal.Parameters?.RetryAfter,
                refusal.Parameters?.MigrateToChatId
            );
        }
        catch (RequestException failure)
        {
            // Its message may quote the address, and the address holds the token.
            return new TelegramOutcome.Unknown($"transport: {failure.HttpStatusCode}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new TelegramOutcome.Unknown("timeout");
        }
    }

    private static InlineKeyboardMarkup? Keyboard(
        IReadOnlyList<IReadOnlyList<TelegramButton>> rows
    ) => rows.Count == 0 ? null : new InlineKeyboardMarkup(rows.Select(row => row.Select(Button)));

    private static InlineKeyboardButton Button(TelegramButton button) =>
        button switch
        {
            TelegramButton.Link link => InlineKeyboardButton.WithUrl(
                link.Text,
                link.Url.AbsoluteUri
            ),
            TelegramButton.Callback callback => InlineKeyboardButton.WithCallbackData(
                callback.Text,
                callback.Data
            ),
            TelegramButton.MiniApp app => InlineKeyboardButton.WithWebApp(
                app.Text,
                new WebAppInfo(app.Url.AbsoluteUri)
            ),
            _ => throw new InvalidOperationException($"unknown button: {button}"),
        };
}
