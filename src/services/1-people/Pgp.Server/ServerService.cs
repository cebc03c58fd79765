using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.NowPayments;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Server.Endpoints;

namespace Pgp.Server;

/// <summary>
/// The bot: takes Telegram's updates and turns a wish to buy into an order with an invoice.
/// </summary>
public sealed class ServerService : IPgpService
{
    // A writing call is tried once and gets half of its limit.
    private static readonly TimeSpan TelegramLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan NowPaymentsLimit = TimeSpan.FromSeconds(30);

    public ServiceName Name => ServiceName.Server;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        service.Services.AddSingleton(ServerOptions.Read(service.Settings));
        AddTelegram(service);
        AddNowPayments(service);
        service.Services.AddSingleton<Speaker>();
        service.Services.AddSingleton<Checkout>();
        service.Services.AddSingleton<Storefront>();
        service.Services.AddSingleton<MessageFlow>();
        service.Services.AddSingleton<ButtonFlow>();
        service.Map<TelegramApi>(
            (routes, api) => routes.MapPost("/telegram", context => api.ReceiveAsync(context))
        );
        service.Map<StatusApi>(
            (routes, api) => routes.MapGet("/status", context => api.ShowAsync(context))
        );
        service.Run<SetWebhookJob>();
    }

    private static void AddTelegram(ServiceBuilder service)
    {
        var options = new TelegramOptions
        {
            Token = service.Settings.Required("TELEGRAM_BOT_API_TOKEN"),
            BaseAddress = service.Settings.UrlOr("TELEGRAM_API_URL", "https://api.telegram.org"),
        };
        service.AddPartner(
            TelegramLimit,
            _ => { },
            (http, _) => new TelegramGateway(TelegramGateway.CreateBot(options, http))
        );
    }

    private static void AddNowPayments(ServiceBuilder service)
    {
        var standard = new NowPaymentsOptions().BaseAddress.AbsoluteUri;
        var options = new NowPaymentsOptions
        {
            BaseAddress = service.Settings.UrlOr("NOWPAYMENTS_API_URL", standard),
            ApiKey = service.Settings.Required("NOWPAYMENTS_API_KEY"),
        };
        service.AddPartner(
            NowPaymentsLimit,
            http => NowPaymentsOptions.Configure(http, options),
            (http, parts) =>
            {
                var clock = parts.GetRequiredService<TimeProvider>();
                return new NowPaymentsClient(http, new NowPaymentsLogin(options, clock));
            }
        );
    }
}
