using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications;

/// <summary>Tells owners what happened to their money. Owns notices.</summary>
public sealed class NotificationsService : IPgpService
{
    public ServiceName Name => ServiceName.Notifications;

    public DatabaseProfile Profile => DatabaseProfile.EventDriven;

    public void Configure(ServiceBuilder service)
    {
        service.AddTelegram();
        service.HandleByCalling<OwnerEventPublished, OwnerEventPublishedHandler>();
    }
}
