using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.NowPayments;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.Server.Endpoints;

namespace Pgp.Server;

/// <summary>
/// The bot: takes Telegram's updates and turns a wish to buy into an order with an invoice.
/// </summary>
public sealed class ServerService : IPgpService
{
    public ServiceName Name => ServiceName.Server;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        service.Services.AddSingleton(ServerOptions.Read(service.Settings));
        service.AddTelegram();
        service.AddNowPayments();
        service.Services.AddSingleton<Speaker>();
        service.Services.AddSingleton<OrderDesk>();
        service.Services.AddSingleton<Checkout>();
        service.Services.AddSingleton<Storefront>();
        service.Services.AddSingleton<MessageFlow>();
        service.Services.AddSingleton<ButtonFlow>();
        service.Services.AddSingleton<JoinFlow>();
        service.HandleByCalling<BuyerEventPublished, BuyerEventPublishedHandler>();
        service.Map<TelegramApi>(
            (routes, api) => routes.MapPost("/telegram", context => api.ReceiveAsync(context))
        );
        service.Map<StatusApi>(
            (routes, api) => routes.MapGet("/status", context => api.ShowAsync(context))
        );
        service.Run<SetWebhookJob>();
    }
}
