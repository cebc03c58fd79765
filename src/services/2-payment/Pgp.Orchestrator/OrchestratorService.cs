using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.NowPayments;
using Pgp.Adapters.Prices;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.Orchestrator;

/// <summary>
/// Reads a reported payment back from the provider and, if it is true, does everything that follows
/// in one transaction: payment settled, subscription extended, books split, next tasks enqueued.
/// </summary>
public sealed class OrchestratorService : IPgpService
{
    private static readonly TimeSpan ProviderTimeLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PriceTimeLimit = TimeSpan.FromSeconds(10);

    public ServiceName Name => ServiceName.Orchestrator;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        var options = OrchestratorOptions.Read(service.Settings);
        service.Services.AddSingleton(options);
        service.HandleByCalling<PaymentReported, PaymentReportedHandler>();
        service.Run<PaymentPollJob>();

        service.Services.AddSingleton(room => new NowPaymentsLogin(
            options.Provider,
            room.GetRequiredService<TimeProvider>()
        ));
        service.AddPartner(
            ProviderTimeLimit,
            http => NowPaymentsOptions.Configure(http, options.Provider),
            (http, room) => new NowPaymentsClient(http, room.GetRequiredService<NowPaymentsLogin>())
        );
        service.AddPartner(
            PriceTimeLimit,
            http => CoinGeckoPrices.Configure(http, options.CoinGecko),
            (http, _) => new CoinGeckoPrices(http)
        );
        service.AddPartner(
            PriceTimeLimit,
            http => CoinbasePrices.Configure(http, options.Coinbase),
            (http, _) => new CoinbasePrices(http)
        );
        service.Services.AddSingleton(room => new PriceBook(
            [
                room.GetRequiredService<CoinGeckoPrices>(),
                room.GetRequiredService<CoinbasePrices>(),
            ],
            new PriceBookOptions(),
            room.GetRequiredService<TimeProvider>()
        ));
    }
}
