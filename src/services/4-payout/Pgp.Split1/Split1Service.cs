using Microsoft.Extensions.DependencyInjection;
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
        service.Services.AddSingleton(
            new Split1Options(
                service.Settings.Milliseconds("PAYOUT_LIMIT_RECHECK_MS", TimeSpan.FromMinutes(5))
            )
        );
        service.Handle<PayoutRequested, PayoutRequestedHandler>();
        service.Handle<BatchPayoutRequested, BatchPayoutRequestedHandler>();
        service.Handle<EstimateAnswered, EstimateAnsweredHandler>();
        service.Handle<SwapAnswered, SwapAnsweredHandler>();
        service.Handle<LimitRecheck, LimitRecheckHandler>();
    }
}

/// <summary>Settings of SPLIT1.</summary>
/// <param name="LimitRecheckEvery">
/// <c>PAYOUT_LIMIT_RECHECK_MS</c> (5 min): pause between looks at a payout that a limit holds back.
/// </param>
internal sealed record Split1Options(TimeSpan LimitRecheckEvery);
