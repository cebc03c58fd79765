using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Telegram.Bot.Types.Enums;

namespace Pgp.Server.Updates;

/// <summary>
/// Tells Telegram at start where to send updates and which commands to show, and repeats it until
/// Telegram agrees.
/// </summary>
internal sealed class SetWebhookJob(
    TelegramGateway telegram,
    ServerOptions options,
    TimeProvider clock,
    ILogger<SetWebhookJob> log
) : BackgroundService
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(60);

    // Membership is never reported unless it is listed here.
    public static readonly UpdateType[] Wanted =
    [
        UpdateType.Message,
        UpdateType.CallbackQuery,
        UpdateType.MyChatMember,
        UpdateType.ChatMember,
        UpdateType.ChatJoinRequest,
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var secret = options.WebhookSecret.Reveal();
        for (var pause = PauseMin; ; pause = Longer(pause))
        {
            var outcome = await telegram.SetWebhookAsync(
                options.Webhook,
                secret,
                Wanted,
                stoppingToken
            );
            if (outcome is TelegramOutcome.Done)
            {
                log.WebhookSet(options.Webhook);
                await CommandMenu.ShowAsync(telegram, stoppingToken);
                return;
            }

            log.WebhookNotSet(outcome);
            var asked = (outcome as TelegramOutcome.TooFast)?.RetryAfter ?? pause;
            await Task.Delay(asked > pause ? asked : pause, clock, stoppingToken);
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < PauseMax ? pause * 2 : PauseMax;
}
