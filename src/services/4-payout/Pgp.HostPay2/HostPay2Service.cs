using Pgp.Adapters.ChangeNow;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay2;

/// <summary>Reads where an order stands.</summary>
public sealed class HostPay2Service : IPgpService
{
    public ServiceName Name => ServiceName.HostPay2;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        service.AddChangeNow();
        service.HandleByCalling<OrderStatusRequested, OrderStatusRequestedHandler>();
    }
}
