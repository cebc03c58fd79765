using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay1;

/// <summary>
/// Executes payouts: order ready? have it paid, follow it to its end. Owns table payout_executions.
/// </summary>
public sealed class HostPay1Service : IPgpService
{
    public ServiceName Name => ServiceName.HostPay1;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        service.Services.AddSingleton(
            new HostPay1Options(
                service.Settings.Milliseconds("HOSTPAY1_FOLLOW_MS", TimeSpan.FromSeconds(30))
            )
        );
        service.Services.AddSingleton<ConversionIntake>();
        service.Handle<PayoutTriggered, PayoutTriggeredHandler>();
        service.Handle<CreditExecutionRequested, CreditExecutionRequestedHandler>();
        service.Handle<PoolExecutionRequested, PoolExecutionRequestedHandler>();
        service.Handle<OrderStatusAnswered, OrderStatusAnsweredHandler>();
        service.Handle<TransferAnswered, TransferAnsweredHandler>();
        service.Handle<OrderFollowUp, OrderFollowUpHandler>();
    }
}

/// <summary>Settings of HOSTPAY1.</summary>
/// <param name="FollowEvery">
/// <c>HOSTPAY1_FOLLOW_MS</c> (30 s): pause between early looks at an order.
/// </param>
internal sealed record HostPay1Options(TimeSpan FollowEvery)
{
    // Swaps take 5 to 30 minutes, a hold can last days: look ever less often, but never give up.
    private const int SlowestFactor = 10;
    private const int LooksPerStep = 20;

    /// <summary>The pause before the next look.</summary>
    public TimeSpan PauseAfter(int looks) =>
        FollowEvery * Math.Min(SlowestFactor, 1 + (looks / LooksPerStep));
}
