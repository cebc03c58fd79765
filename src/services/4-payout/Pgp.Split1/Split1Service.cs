using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.Split1;

/// <summary>
/// Leads one payout from the owner's share to a funded-to-be order. Owns table payouts.
/// </summary>
public sealed class Split1Service : IPgpService
{
    public ServiceName Name => ServiceName.Split1;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        service.Handle<PayoutRequested, PayoutRequestedHandler>();
        service.Handle<EstimateAnswered, EstimateAnsweredHandler>();
        service.Handle<SwapAnswered, SwapAnsweredHandler>();
    }
}
