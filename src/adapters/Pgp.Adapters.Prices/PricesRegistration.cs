using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Hosting;

namespace Pgp.Adapters.Prices;

/// <summary>Gives a service prices from two feeds, the first one trusted more.</summary>
public static class PricesRegistration
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Reads <c>COINGECKO_API_URL</c>, <c>COINGECKO_API_KEY</c> and <c>COINBASE_API_URL</c>, all
    /// optional.
    /// </summary>
    public static void AddPrices(this ServiceBuilder service)
    {
        var first = new CoinGeckoOptions();
        first.BaseAddress = Address(service, "COINGECKO_API_URL", first.BaseAddress);
        first.DemoKey = service.Settings.Optional("COINGECKO_API_KEY");
        var second = new CoinbaseOptions();
        second.BaseAddress = Address(service, "COINBASE_API_URL", second.BaseAddress);
        service.AddPartner(
            TimeLimit,
            http => CoinGeckoPrices.Configure(http, first),
            (http, _) => new CoinGeckoPrices(http)
        );
        service.AddPartner(
            TimeLimit,
            http => CoinbasePrices.Configure(http, second),
            (http, _) => new CoinbasePrices(http)
        );
        service.Services.AddSingleton(room => new PriceBook(
            [room.GetRequiredService<CoinGeckoPrices>(), room.GetRequiredService<CoinbasePrices>()],
            new PriceBookOptions(),
            room.GetRequiredService<TimeProvider>()
        ));
    }

    private static Uri Address(ServiceBuilder service, string name, Uri standard) =>
        service.Settings.UrlOr(name, standard.AbsoluteUri);
}
