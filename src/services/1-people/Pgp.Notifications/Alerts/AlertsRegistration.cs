using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.Slack;
using Pgp.Adapters.Telegram;
using Pgp.Common.Hosting;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications.Alerts;

/// <summary>Which channels this installation has.</summary>
internal static class AlertsRegistration
{
    private const string ChatSetting = "ALERT_TELEGRAM_CHAT_ID";
    private const string SlackSetting = "ALERT_SLACK_WEBHOOK_URL";

    /// <summary>
    /// Reads <c>ALERT_TELEGRAM_CHAT_ID</c> and <c>ALERT_SLACK_WEBHOOK_URL</c>, both optional.
    /// </summary>
    public static void AddAlerts(this ServiceBuilder service)
    {
        service.Services.AddSingleton<IAlertChannel, LogChannel>();
        if (ChatOf(service) is { } chat)
        {
            service.Services.AddSingleton<IAlertChannel>(room => new TelegramChannel(
                room.GetRequiredService<TelegramGateway>(),
                chat
            ));
        }

        if (service.AddSlack(SlackSetting))
        {
            service.Services.AddSingleton<IAlertChannel, SlackChannel>();
        }

        service.HandleByCalling<AlertRaised, AlertRaisedHandler>();
    }

    // A person's chat is a positive number, a group's or channel's a negative one.
    private static TelegramChat? ChatOf(ServiceBuilder service)
    {
        if (service.Settings.Optional(ChatSetting) is not { } text)
        {
            return null;
        }

        if (
            long.TryParse(
                text,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var id
            )
            && id != 0
        )
        {
            return new TelegramChat(id);
        }

        service.Settings.Report($"{ChatSetting} is no chat id: a whole number other than zero");
        return null;
    }
}
