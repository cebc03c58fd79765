using Pgp.Adapters.ChangeNow;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay2;

/// <summary>Reads where an order stands.</summary>
public sealed class HostPay2Service : IPgpService
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    public ServiceName Name => ServiceName.HostPay2;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        var exchange = new ChangeNowOptions
        {
            BaseAddress = service.Settings.UrlOr(
                "CHANGENOW_API_URL",
                "https://api.changenow.io/v2/"
            ),
            ApiKey = service.Settings.Required("CHANGENOW_API_KEY"),
        };
        service.AddPartner(
            TimeLimit,
            http => ChangeNowOptions.Configure(http, exchange),
            (http, _) => new ChangeNowClient(http)
        );
        service.HandleByCalling<OrderStatusRequested, OrderStatusRequestedHandler>();
    }
}
