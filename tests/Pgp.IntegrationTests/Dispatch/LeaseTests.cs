using Pgp.Common.Database;
using Pgp.Common.Dispatch;
using Pgp.Common.Tasks;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Dispatch;

/// <summary>What becomes of a task whose deliverer died, or was only slow.</summary>
public sealed class LeaseTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private static readonly QueueDefinition Lane = Queues.Orchestrator;

    private readonly TaskCompletionSource<TaskAnswer> slow = new();

    [Fact]
    public async Task A_dead_deliverers_task_is_delivered_by_another()
    {
        await Outboxes.EnqueueAsync(Db.As(ServiceName.NpIpn, Clock), 1);
        var dead = new RecordingTransport(Clock, (_, _) => slow.Task);
        await using var first = await StartAsync(dead, Lane);
        await Eventually.GetAsync(() => Count(dead), count => count == 1, Ct);

        // It will never lease again, as if its process were gone.
        _ = first.StopAsync();
        var alive = RecordingTransport.Settling(Clock);
        await using var second = await StartAsync(alive, Lane);
        await SettledWhileTimePassesAsync();

        var delivered = Assert.Single(alive.Deliveries);
        Assert.Equal(2, delivered.Task.Attempt);
        Assert.Equal(dead.Deliveries[0].Task.MessageId, delivered.Task.MessageId);
        Assert.True(delivered.At - dead.Deliveries[0].At >= TimeSpan.FromSeconds(60));
        Assert.Equal("done 2", await Outboxes.StateAsync(Db));
        slow.SetResult(new TaskAnswer.Settled(null));
    }

    [Fact]
    public async Task Who_lost_the_lease_can_no_longer_settle_the_task()
    {
        await Outboxes.EnqueueAsync(Db.As(ServiceName.NpIpn, Clock), 1);
        var transport = FirstIsSlowThen(new TaskAnswer.Again("not yet", TimeSpan.FromHours(1)));
        await using var running = await StartAsync(transport, Lane);
        await SecondDeliveryAsync(transport);
        await Eventually.GetAsync(
            () => Outboxes.StateAsync(Db),
            state => state == "open 2 not yet",
            Ct
        );

        slow.SetResult(new TaskAnswer.Settled(null));
        await running.StopAsync();
        Assert.Equal("open 2 not yet", await Outboxes.StateAsync(Db));
    }

    [Fact]
    public async Task Who_lost_the_lease_can_no_longer_give_the_task_up()
    {
        await Outboxes.EnqueueAsync(Db.As(ServiceName.NpIpn, Clock), 1);
        var transport = FirstIsSlowThen(new TaskAnswer.Settled(null));
        await using var running = await StartAsync(transport, Lane with { AttemptsMax = 1 });
        await SecondDeliveryAsync(transport);
        await Eventually.GetAsync(() => Outboxes.StateAsync(Db), state => state == "done 2", Ct);

        slow.SetResult(new TaskAnswer.Again("too late", null));
        await running.StopAsync();
        Assert.Equal("done 2", await Outboxes.StateAsync(Db));
        Assert.Equal(0, await Db.AskAsync<long>("select count(*) from dead_letters"));
    }

    [Fact]
    public async Task A_delivery_that_outlives_its_lease_is_told_to_end()
    {
        await Outboxes.EnqueueAsync(Db.As(ServiceName.NpIpn, Clock), 1);
        var ended = new TaskCompletionSource();
        var transport = new RecordingTransport(
            Clock,
            async (task, ct) =>
            {
                try
                {
                    return task.Attempt == 1
                        ? await slow.Task.WaitAsync(ct)
                        : new TaskAnswer.Settled(null);
                }
                catch (OperationCanceledException)
                {
                    ended.SetResult();
                    throw;
                }
            }
        );
        await using var running = await StartAsync(transport, Lane);
        await Eventually.GetAsync(() => Count(transport), count => count == 1, Ct);
        await SettledWhileTimePassesAsync();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Ct);
        Assert.Equal("done 2", await Outboxes.StateAsync(Db));
    }

    [Fact]
    public async Task Two_dispatchers_share_the_work_and_nothing_is_delivered_twice()
    {
        await Outboxes.EnqueueManyAsync(Db.As(ServiceName.NpIpn, Clock), 60);
        var first = RecordingTransport.Settling(Clock);
        var second = RecordingTransport.Settling(Clock);
        await using var one = await StartAsync(first, Lane with { Concurrent = 5 });
        await using var two = await StartAsync(second, Lane with { Concurrent = 5 });
        await SettledWhileTimePassesAsync();
        Assert.Equal(
            Enumerable.Range(1, 60),
            first
                .Deliveries.Concat(second.Deliveries)
                .Select(delivery => int.Parse(delivery.Subject, provider: null))
                .Order()
        );
    }

    private RecordingTransport FirstIsSlowThen(TaskAnswer answer) =>
        new(Clock, (task, _) => task.Attempt == 1 ? slow.Task : Task.FromResult(answer));

    private static Task<int> Count(RecordingTransport transport) =>
        Task.FromResult(transport.Deliveries.Count);

    private Task<int> SecondDeliveryAsync(RecordingTransport transport) =>
        Eventually.GetAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(5));
                return Count(transport);
            },
            count => count == 2,
            Ct
        );

    private Task<long> SettledWhileTimePassesAsync() =>
        Eventually.GetAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(5));
                return Outboxes.OpenAsync(Db);
            },
            open => open == 0,
            Ct
        );

    // Each with a signal of its own, as in processes of their own.
    private Task<RunningDispatcher> StartAsync(ITaskTransport transport, QueueDefinition lane)
    {
        var signal = new OutboxSignal();
        return RunningDispatcher.StartAsync(
            Db.As(Dispatcher.Role, DatabaseProfile.Standard, Clock, signal),
            signal,
            Outboxes.OneLane(lane),
            transport,
            Clock
        );
    }
}
