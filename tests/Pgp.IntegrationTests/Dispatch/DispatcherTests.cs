using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Dispatch;

public sealed class DispatcherTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private static readonly QueueDefinition Lane = Queues.Orchestrator;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private Database Sender => Db.As(ServiceName.NpIpn, Clock);

    [Fact]
    public async Task Tasks_start_in_the_order_they_are_due()
    {
        var now = Clock.GetUtcNow();
        await Outboxes.EnqueueAsync(Sender, 1, now - TimeSpan.FromSeconds(1));
        await Outboxes.EnqueueAsync(Sender, 2, now - TimeSpan.FromSeconds(3));
        await Outboxes.EnqueueAsync(Sender, 3, now - TimeSpan.FromSeconds(2));
        var transport = RecordingTransport.Settling(Clock);
        await using var running = await StartAsync(transport, Lane with { Concurrent = 1 });
        await AllSettledAsync();
        Assert.Equal(["2", "3", "1"], transport.Deliveries.Select(one => one.Subject));
    }

    [Fact]
    public async Task No_more_are_under_way_than_the_lane_allows()
    {
        await Outboxes.EnqueueManyAsync(Sender, 10);
        var gate = new TaskCompletionSource();
        var transport = new RecordingTransport(
            Clock,
            async (_, ct) =>
            {
                await gate.Task.WaitAsync(ct);
                return new TaskAnswer.Settled(null);
            }
        );
        await using var running = await StartAsync(transport, Lane with { Concurrent = 3 });
        await EventuallyAsync(() => transport.Deliveries.Count == 3);

        gate.SetResult();
        await AllSettledAsync();
        Assert.Equal(3, transport.UnderWayMax);
        Assert.Equal(10, transport.Deliveries.Count);
    }

    [Fact]
    public async Task No_more_start_than_the_rate_allows_and_none_waits_for_the_next_poll()
    {
        await Outboxes.EnqueueManyAsync(Sender, 12);
        var began = Clock.GetUtcNow();
        var transport = RecordingTransport.Settling(Clock);
        await using var running = await StartAsync(transport, Lane with { PerSecond = 5 });
        await EventuallyAsync(() => transport.Deliveries.Count >= 5);
        await AllSettledWhileTimePassesAsync(Second / 10);

        var starts = transport.Deliveries.Select(one => (one.At - began).TotalSeconds).ToList();
        for (var i = 0; i < starts.Count; i++)
        {
            Assert.True(i + 1 <= 5 * (1 + starts[i]), $"start {i + 1} after {starts[i]} s");
        }

        Assert.InRange(starts[^1], 1.4, 30);
    }

    [Fact]
    public async Task A_lane_that_is_full_holds_up_no_other()
    {
        await Outboxes.EnqueueManyAsync(Sender, 5);
        var gate = new TaskCompletionSource();
        var transport = new RecordingTransport(
            Clock,
            async (task, ct) =>
            {
                if (task.Definition.Queue == Queues.Orchestrator)
                {
                    await gate.Task.WaitAsync(ct);
                }

                return new TaskAnswer.Settled(null);
            }
        );
        var lanes = new[] { Lane with { Concurrent = 1 }, Queues.Invite };
        await using var running = await RunningDispatcher.StartAsync(
            Db,
            Outboxes.OneLane(Lane) with
            {
                Queues = lanes,
            },
            transport,
            Clock
        );
        await EventuallyAsync(() => transport.Deliveries.Count == 1);

        await using (var unit = await Db.As(ServiceName.Orchestrator, Clock).BeginAsync(Ct))
        {
            await unit.EnqueueAsync(new InviteRequested(PaymentId.New(Clock)), Ct);
            await unit.CommitAsync(Ct);
        }

        await EventuallyAsync(() => transport.Deliveries.Count == 2);
        Assert.Equal(Queues.Invite, transport.Deliveries[1].Task.Definition.Queue);
        gate.SetResult();
        await AllSettledAsync();
    }

    [Fact]
    public async Task A_kind_of_task_from_a_later_release_waits_and_holds_up_nobody()
    {
        await Outboxes.EnqueueAsync(Sender, 1);
        await Db.RunAsync("update outbox set name = 'enqueue_pgp_of_tomorrow'");
        await Outboxes.EnqueueAsync(Sender, 2);
        var transport = RecordingTransport.Settling(Clock);
        await using var running = await StartAsync(transport, Lane);
        await Eventually.GetAsync(() => Outboxes.OpenAsync(Db), open => open == 1, Ct);
        await Outboxes.EnqueueAsync(Sender, 3);
        await Eventually.GetAsync(
            () => Task.FromResult(transport.Deliveries.Count),
            count => count == 2,
            Ct
        );
        await running.StopAsync();
        Assert.Equal(["2", "3"], transport.Deliveries.Select(one => one.Subject));
        Assert.Equal(
            ["enqueue_pgp_of_tomorrow 0"],
            await Db.ListAsync("select name || ' ' || attempts from outbox where state = 'open'")
        );
    }

    [Fact]
    public async Task A_delayed_task_does_not_start_before_its_time()
    {
        var due = Clock.GetUtcNow() + TimeSpan.FromSeconds(30);
        await Outboxes.EnqueueAsync(Sender, 1, due);
        var transport = RecordingTransport.Settling(Clock);
        await using var running = await StartAsync(transport, Lane);
        await AllSettledWhileTimePassesAsync(Second);
        var delivered = Assert.Single(transport.Deliveries);
        Assert.InRange(delivered.At, due, due + TimeSpan.FromSeconds(20));
        Assert.Equal(due, delivered.Task.DueAt);
    }

    [Fact]
    public async Task What_was_not_taken_comes_again_after_the_backoff()
    {
        await Outboxes.EnqueueAsync(Sender, 1);
        var transport = new RecordingTransport(
            Clock,
            (task, _) =>
                Task.FromResult<TaskAnswer>(
                    task.Attempt < 4
                        ? new TaskAnswer.Again("not now", null)
                        : new TaskAnswer.Settled(null)
                )
        );
        await using var running = await StartAsync(transport, Lane);
        await AllSettledWhileTimePassesAsync(Second);
        var starts = transport.Deliveries.Select(one => one.At).ToList();
        Assert.Equal([1, 2, 3, 4], transport.Deliveries.Select(one => one.Task.Attempt));
        Assert.True(starts[1] - starts[0] >= TimeSpan.FromSeconds(1));
        Assert.True(starts[2] - starts[1] >= TimeSpan.FromSeconds(2));
        Assert.True(starts[3] - starts[2] >= TimeSpan.FromSeconds(4));
        // The clock may move between the lease and the delivery.
        var first = transport.Deliveries[0].Task.FirstAt;
        Assert.True(first <= starts[0]);
        Assert.All(transport.Deliveries, one => Assert.Equal(first, one.Task.FirstAt));
    }

    [Fact]
    public async Task Who_asks_for_a_later_time_gets_it()
    {
        await Outboxes.EnqueueAsync(Sender, 1);
        var asked = TimeSpan.FromSeconds(90);
        var transport = new RecordingTransport(
            Clock,
            (_, _) => Task.FromResult<TaskAnswer>(new TaskAnswer.Again("busy", asked))
        );
        await using var running = await StartAsync(transport, Lane);
        var wanted = await Eventually.GetAsync(
            () => Outboxes.StateAsync(Db),
            state => state == "open 1 busy",
            Ct
        );
        Assert.Equal("open 1 busy", wanted);
        var wait = await Db.AskAsync<TimeSpan>("select due_at - $1 from outbox", Clock.GetUtcNow());
        Assert.InRange(wait, asked, asked * 1.2);
    }

    [Fact]
    public async Task A_rejection_ends_a_task_with_its_reason()
    {
        await Outboxes.EnqueueAsync(Sender, 1);
        var transport = new RecordingTransport(
            Clock,
            (_, _) => Task.FromResult<TaskAnswer>(new TaskAnswer.Settled("no such order"))
        );
        await using var running = await StartAsync(transport, Lane);
        await AllSettledAsync();
        Assert.Equal("rejected 1 no such order", await Outboxes.StateAsync(Db));
    }

    [Theory]
    [InlineData(3, 24 * 60)]
    [InlineData(100, 1)]
    public async Task A_task_that_nobody_takes_becomes_a_dead_letter(int attempts, int minutes)
    {
        await Outboxes.EnqueueAsync(Sender, 1);
        var transport = new RecordingTransport(
            Clock,
            (_, _) => Task.FromResult<TaskAnswer>(new TaskAnswer.Again("never", null))
        );
        var lane = Lane with { AttemptsMax = attempts, AgeMax = TimeSpan.FromMinutes(minutes) };
        await using var running = await StartAsync(transport, lane);
        await AllSettledWhileTimePassesAsync(2 * Second);
        await running.StopAsync();

        Assert.StartsWith("exhausted ", await Outboxes.StateAsync(Db), StringComparison.Ordinal);
        var made = transport.Deliveries;
        Assert.True(made.Count == attempts || made[^1].At - made[0].At >= lane.AgeMax);
        Assert.Equal(
            [$"{PaymentReported.Definition.Name} orchestrator exhausted never"],
            await Db.ListAsync(
                "select concat_ws(' ', name, target, kind, reason) from dead_letters"
            )
        );
    }

    [Fact]
    public async Task A_wait_that_an_operator_wants_is_not_counted_and_no_longer_than_asked()
    {
        await Outboxes.EnqueueAsync(Sender, 1);
        var asked = TimeSpan.FromMinutes(2);
        var transport = new RecordingTransport(
            Clock,
            (task, _) =>
                Task.FromResult<TaskAnswer>(
                    task.Attempt < 5
                        ? new TaskAnswer.Again("switched off", asked) { IsWanted = true }
                        : new TaskAnswer.Settled(null)
                )
        );
        var lane = Lane with { AttemptsMax = 2, AgeMax = TimeSpan.FromMinutes(3) };
        await using var running = await StartAsync(transport, lane);
        await AllSettledWhileTimePassesAsync(5 * Second);

        Assert.Equal("done 5", await Outboxes.StateAsync(Db));
        var starts = transport.Deliveries.Select(one => one.At).ToList();
        Assert.All(
            starts.Zip(starts.Skip(1)),
            pair => Assert.True(pair.Second - pair.First >= asked)
        );
        Assert.True(transport.Deliveries[^1].Task.FirstAt > starts[^2]);
        Assert.Equal(0, await Db.AskAsync<long>("select count(*) from dead_letters"));
    }

    private Task<RunningDispatcher> StartAsync(ITaskTransport transport, QueueDefinition lane) =>
        RunningDispatcher.StartAsync(Db, Outboxes.OneLane(lane), transport, Clock);

    private static Task<bool> EventuallyAsync(Func<bool> condition) =>
        Eventually.GetAsync(() => Task.FromResult(condition()), held => held, Ct);

    private Task<long> AllSettledAsync() =>
        Eventually.GetAsync(() => Outboxes.OpenAsync(Db), open => open == 0, Ct);

    private Task<long> AllSettledWhileTimePassesAsync(TimeSpan step) =>
        Eventually.GetAsync(
            () =>
            {
                Clock.Advance(step);
                return Outboxes.OpenAsync(Db);
            },
            open => open == 0,
            Ct
        );
}
