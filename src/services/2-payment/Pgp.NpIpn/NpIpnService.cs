using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.NpIpn.Intake;
using Pgp.NpIpn.Status;

namespace Pgp.NpIpn;

/// <summary>
/// Takes in what NOWPayments reports: verifies, stores the raw message, answers. Shows buyers where
/// their payment stands. It never credits anything.
/// </summary>
public sealed class NpIpnService : IPgpService
{
    public ServiceName Name => ServiceName.NpIpn;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        service.Services.AddSingleton(NpIpnOptions.Read(service.Settings));
        service.Services.AddSingleton<IpnWriter>();
        service.Services.AddSingleton<Microsoft.Extensions.Hosting.IHostedService>(room =>
            room.GetRequiredService<IpnWriter>()
        );
        service.Map<IpnApi>((routes, api) => api.Map(routes));
        service.Map<PaymentStatusApi>((routes, api) => api.Map(routes));
        service.Map<PaymentPage>((routes, page) => page.Map(routes));
    }
}
