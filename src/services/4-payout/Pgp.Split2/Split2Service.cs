using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.ChangeNow;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.Split2;

/// <summary>Asks the exchange for a price.</summary>
public sealed class Split2Service : IPgpService
{
    public ServiceName Name => ServiceName.Split2;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        service.AddChangeNow();
        service.Services.AddSingleton<Quotes>();
        service.HandleByCalling<EstimateRequested, EstimateRequestedHandler>();
        service.HandleByCalling<ConversionQuoteRequested, ConversionQuoteRequestedHandler>();
    }
}
