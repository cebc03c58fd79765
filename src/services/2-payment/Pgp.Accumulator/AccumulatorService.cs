using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.Accumulator;

/// <summary>
/// Writes down what threshold payments add to their owners' balances. Adds rows to credits.
/// </summary>
public sealed class AccumulatorService : IPgpService
{
    public ServiceName Name => ServiceName.Accumulator;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        service.Services.AddSingleton(AccumulatorOptions.Read(service.Settings));
        service.Handle<PaymentCredited, PaymentCreditedHandler>();
    }
}
