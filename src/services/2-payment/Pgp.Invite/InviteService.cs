using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.Invite;

/// <summary>
/// Lets a buyer in: one single-use link per payment, sent by the bot. Owns invites.
/// </summary>
public sealed class InviteService : IPgpService
{
    // A writing call is tried once and gets half of its limit.
    private static readonly TimeSpan TelegramLimit = TimeSpan.FromSeconds(20);

    public ServiceName Name => ServiceName.Invite;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

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
        service.Services.AddSingleton(InviteOptions.Read(service.Settings));
        service.Services.AddSingleton<InviteDelivery>();
        service.HandleByCalling<InviteRequested, InviteRequestedHandler>();
    }
}
