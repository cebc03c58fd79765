using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.NowPayments;
using Pgp.Adapters.Prices;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.Orchestrator.Gifts;
using Pgp.Orchestrator.Subscriptions;

namespace Pgp.Orchestrator;

/// <summary>
/// Reads a reported payment back from the provider and, if it is true, does everything that follows
/// in one transaction: payment settled, subscription extended, books split, next tasks enqueued.
/// </summary>
public sealed class OrchestratorService : IPgpService
{
    public ServiceName Name => ServiceName.Orchestrator;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        var options = OrchestratorOptions.Read(service.Settings);
        service.Services.AddSingleton(options);
        service.HandleByCalling<PaymentReported, PaymentReportedHandler>();
        service.Handle<TrialRequested, TrialRequestedHandler>();
        service.Handle<GiftRedeemed, GiftRedeemedHandler>();
        service.Run<PaymentPollJob>();
        service.RunAt<SubscriptionSweepJob>(Schedules.Subscriptions);
        service.AddNowPayments();
        service.AddPrices();
    }
}
