using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Common.Database;
using Pgp.Common.Dispatch;
using Pgp.Common.Tasks;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Dispatch;

/// <summary>The next poll is a minute away: what arrives sooner was woken up.</summary>
public sealed class WakeUpTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private static readonly TimeProvider Real = TimeProvider.System;
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_commit_in_the_same_process_wakes_the_dispatcher()
    {
        var transport = RecordingTransport.Settling(Real);
        await using var running = await RunningDispatcher.StartAsync(
            Db,
            Outboxes.OneLane(Queues.Orchestrator),
            transport,
            Real
        );
        for (var number = 1; number <= 3; number++)
        {
            await Outboxes.EnqueueAsync(Db.As(ServiceName.NpIpn), number);
            await MustArrivePromptlyAsync(transport, number);
        }
    }

    [Fact]
    public async Task A_commit_in_another_process_wakes_the_dispatcher()
    {
        var (here, there) = (new OutboxSignal(), new OutboxSignal());
        var transport = RecordingTransport.Settling(Real);
        await using var running = await RunningDispatcher.StartAsync(
            Db.As(Dispatcher.Role, DatabaseProfile.Standard, Real, here),
            here,
            Outboxes.OneLane(Queues.Orchestrator),
            transport,
            Real
        );
        using var listener = new WakeUpListener(
            Db.Source(Dispatcher.Role),
            here,
            Real,
            NullLogger<WakeUpListener>.Instance
        );
        using var sender = new WakeUpSender(
            Db.Source(ServiceName.NpIpn.DatabaseRole),
            there,
            Real,
            NullLogger<WakeUpSender>.Instance
        );
        await listener.StartAsync(Ct);
        await sender.StartAsync(Ct);
        await ListensAsync();

        var service = Db.As(ServiceName.NpIpn.DatabaseRole, DatabaseProfile.Standard, Real, there);
        for (var number = 1; number <= 3; number++)
        {
            await Outboxes.EnqueueAsync(service, number);
            await MustArrivePromptlyAsync(transport, number);
        }

        await sender.StopAsync(Ct);
        await listener.StopAsync(Ct);
    }

    [Fact]
    public async Task A_dispatcher_whose_connections_broke_goes_on()
    {
        var transport = RecordingTransport.Settling(Real);
        await using var running = await RunningDispatcher.StartAsync(
            Db,
            Outboxes.OneLane(Queues.Orchestrator),
            transport,
            Real
        );
        await Outboxes.EnqueueAsync(Db.As(ServiceName.NpIpn), 1);
        await MustArrivePromptlyAsync(transport, 1);

        await Db.RunAsync(
            """
            select pg_terminate_backend(pid)
              from pg_stat_activity
             where datname = current_database()
               and application_name = $1
            """,
            Dispatcher.Role
        );
        await Outboxes.EnqueueAsync(Db.As(ServiceName.NpIpn), 2);
        await Eventually.GetAsync(() => Outboxes.OpenAsync(Db), open => open == 0, Ct);
    }

    private static async Task MustArrivePromptlyAsync(RecordingTransport transport, int number)
    {
        var began = Stopwatch.GetTimestamp();
        await Eventually.GetAsync(
            () => Task.FromResult(transport.Deliveries.Count),
            count => count == number,
            Ct
        );
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Promptly);
    }

    private Task<long> ListensAsync() =>
        Eventually.GetAsync(
            () =>
                Db.AskAsync<long>(
                    """
                    select count(*)
                      from pg_stat_activity
                     where datname = current_database()
                       and query = 'listen pgp_outbox'
                       and state = 'idle'
                    """
                ),
            count => count == 1,
            Ct
        );
}
