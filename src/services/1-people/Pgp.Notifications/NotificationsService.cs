using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.Notifications.Alerts;
using Pgp.Notifications.Owners;
using Pgp.Notifications.Webhooks;

namespace Pgp.Notifications;

/// <summary>
/// Tells owners and their servers what happened to their money, and operators what needs them. Owns
/// notices, unreachable_owners, alert_deliveries, webhook_events, webhook_deliveries,
/// webhook_attempts and webhook_health.
/// </summary>
public sealed class NotificationsService : IPgpService
{
    public ServiceName Name => ServiceName.Notifications;

    public DatabaseProfile Profile => DatabaseProfile.EventDriven;

    public void Configure(ServiceBuilder service)
    {
        service.AddTelegram();
        service.Services.AddSingleton<Messenger>();
        service.HandleByCalling<OwnerEventPublished, OwnerEventPublishedHandler>();
        service.RunAt<UndeliveredJob>(Schedules.Undelivered);
        service.AddAlerts();
        service.AddWebhooks();
    }
}
