using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.BatchProcessor;

/// <summary>Pays owners whose balance reached their threshold. Owns payout_batches.</summary>
public sealed class BatchProcessorService : IPgpService
{
    public ServiceName Name => ServiceName.BatchProcessor;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        service.Services.AddSingleton(BatchOptions.Read(service.Settings));
        service.Handle<BatchPayoutEnded, BatchPayoutEndedHandler>();
        service.RunAt<ProcessJob>(Schedules.BatchPayout);
    }
}
