using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.Notifications.Alerts;
using Pgp.Notifications.Owners;

namespace Pgp.Notifications;

/// <summary>
/// Tells owners what happened to their money and operators what needs them. Owns notices,
/// unreachable_owners and alert_deliveries.
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
    }
}
