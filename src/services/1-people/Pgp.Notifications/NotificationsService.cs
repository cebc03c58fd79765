using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications;

/// <summary>Tells owners what happened to their money. Owns notices.</summary>
public sealed class NotificationsService : IPgpService
{
    // A writing call is tried once and gets half of its limit.
    private static readonly TimeSpan TelegramLimit = TimeSpan.FromSeconds(20);

    public ServiceName Name => ServiceName.Notifications;

    public DatabaseProfile Profile => DatabaseProfile.EventDriven;

    public void Configure(ServiceBuilder service)
    {
        var telegram = new TelegramOptions
        {
            Token = service.Settings.Required("TELEGRAM_BOT_API_TOKEN"),
            BaseAddress = service.Settings.UrlOr("TELEGRAM_API_URL", "https://api.telegram.org"),
        };
        service.AddPartner(
            TelegramLimit,
            _ => { },
            (http, _) => new TelegramGateway(TelegramGateway.CreateBot(telegram, http))
        );
        service.HandleByCalling<OwnerEventPublished, OwnerEventPublishedHandler>();
    }
}
