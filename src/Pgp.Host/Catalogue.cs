using Pgp.Accumulator;
using Pgp.BatchProcessor;
using Pgp.Broadcast;
using Pgp.Common.Hosting;
using Pgp.HostPay1;
using Pgp.HostPay2;
using Pgp.HostPay3;
using Pgp.Invite;
using Pgp.MicroBatchProcessor;
using Pgp.Notifications;
using Pgp.NpIpn;
using Pgp.Orchestrator;
using Pgp.Oversight;
using Pgp.Server;
using Pgp.Split1;
using Pgp.Split2;
using Pgp.Split3;
using Pgp.WebApi;

namespace Pgp.Host;

/// <summary>The services of this build, in the order money and people meet them.</summary>
public static class Catalogue
{
    public static IReadOnlyList<IPgpService> Services { get; } =
    [
        new ServerService(),
        new WebApiService(),
        new NpIpnService(),
        new OrchestratorService(),
        new InviteService(),
        new NotificationsService(),
        new BroadcastService(),
        new AccumulatorService(),
        new MicroBatchProcessorService(),
        new BatchProcessorService(),
        new Split1Service(),
        new Split2Service(),
        new Split3Service(),
        new HostPay1Service(),
        new HostPay2Service(),
        new HostPay3Service(),
        new OversightService(),
    ];
}
