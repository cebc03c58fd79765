using Pgp.Adapters.Telegram;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications.Alerts;

/// <summary>A chat with the bot, or a group that it is in.</summary>
internal sealed class TelegramChannel(TelegramGateway telegram, TelegramChat chat) : IAlertChannel
{
    private static readonly TimeSpan PauseAfterSilence = TimeSpan.FromSeconds(1);

    public string Name => "telegram";

    public async Task<Telling> TellAsync(AlertRaised alert, CancellationToken ct) =>
        await telegram.SendMessageAsync(chat, AlertMessage.Html(alert), [], ct) switch
        {
            TelegramOutcome.Sent => new Telling.Told(),
            TelegramOutcome.TooFast(var pause) => new Telling.Later(pause, "it wants a pause"),
            TelegramOutcome.Unknown(var reason) => new Telling.Later(PauseAfterSilence, reason),
            var refusal => new Telling.Refused(refusal.ToString()),
        };
}
