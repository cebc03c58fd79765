using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.MicroBatchProcessor;

/// <summary>Pools collected coins and changes them into USDT. Owns conversions.</summary>
public sealed class MicroBatchProcessorService : IPgpService
{
    public ServiceName Name => ServiceName.MicroBatchProcessor;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        service.Services.AddSingleton(MicroBatchOptions.Read(service.Settings));
        service.Services.AddSingleton<ConversionReturn>();
        service.Handle<LargeCreditAdded, LargeCreditAddedHandler>();
        service.Handle<ConversionQuoted, ConversionQuotedHandler>();
        service.Handle<ConversionOrderAnswered, ConversionOrderAnsweredHandler>();
        service.Handle<ConversionExecuted, ConversionExecutedHandler>();
        service.RunAt<CheckThresholdJob>(Schedules.MicroBatch);
    }
}
