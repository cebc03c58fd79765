using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Oversight;

/// <summary>From a rejection over a person's decision to the effect, with the real dispatcher.</summary>
public sealed class DeadLetterDeskTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string StandSql = """
        select concat_ws(' ', task.state, task.attempts, '/', letter.state, replays, handled_by)
          from outbox as task
          join dead_letters as letter using (task_id)
        """;

    private Database Operator => Db.As(ServiceName.Oversight, Clock);

    private Database Invite => Db.As(ServiceName.Invite, Clock);

    [Fact]
    public async Task A_rejected_task_that_is_put_back_has_its_effect_once()
    {
        await using var service = await TestService.StartAsync(Invite, Clock, callsPartners: false);
        var effects = 0;
        var isMended = false;
        service.Handler.Answer = async (delivery, ct) =>
        {
            if (!isMended)
            {
                return new TaskOutcome.Reject("no rights in the channel");
            }

            await using var unit = await Invite.BeginAsync(ct);
            if (await unit.ClaimAsync(delivery, ct))
            {
                effects++;
                await unit.CommitAsync(ct);
            }

            return TaskOutcome.Completed;
        };
        await EnqueueAsync();
        await using var running = await DispatchAsync(service);
        var letter = await LetterAsync();
        Assert.Equal("no rights in the channel", letter.Reason);

        isMended = true;
        await SettledAsync("rejected");
        Assert.True(await DeadLetterDesk.ReplayAsync(Operator, letter.TaskId, "Kim", Ct));
        Db.Signal.Raise();
        await SettledAsync("done");
        Assert.Equal(1, effects);
        Assert.Equal("done 1 / replayed 1 Kim", await StandAsync());
        Assert.Equal(letter.TaskId, service.Handler.Last!.MessageId);
        Assert.Empty(await DeadLetterDesk.ListAsync(Operator, 10, Ct));
    }

    [Fact]
    public async Task A_task_whose_effect_happened_after_all_has_it_only_once()
    {
        await using var service = await TestService.StartAsync(Invite, Clock, callsPartners: false);
        var effects = 0;
        service.Handler.Answer = async (delivery, ct) =>
        {
            await using var unit = await Invite.BeginAsync(ct);
            if (await unit.ClaimAsync(delivery, ct))
            {
                effects++;
                await unit.CommitAsync(ct);
            }

            return TaskOutcome.Completed;
        };
        await EnqueueAsync();
        await using var running = await DispatchAsync(service);
        await SettledAsync("done");
        // As if every answer had got lost for a day.
        await Db.RunAsync("update outbox set state = 'exhausted'");
        await Db.RunAsync(
            """
            insert into dead_letters (task_id, name, target, kind, reason, payload, created_at)
            select task_id, name, target, 'exhausted', 'silence', payload, now() from outbox
            """
        );
        var letter = await LetterAsync();
        Assert.True(await DeadLetterDesk.ReplayAsync(Operator, letter.TaskId, "Kim", Ct));
        Db.Signal.Raise();
        await SettledAsync("done");
        Assert.Equal(1, effects);
    }

    [Fact]
    public async Task What_fails_again_is_a_dead_letter_again()
    {
        await using var service = await TestService.StartAsync(Invite, Clock, callsPartners: false);
        service.Handler.Answer = (_, _) =>
            Task.FromResult<TaskOutcome>(new TaskOutcome.Reject("still no rights"));
        await EnqueueAsync();
        await using var running = await DispatchAsync(service);
        var letter = await LetterAsync();
        await SettledAsync("rejected");
        Assert.True(await DeadLetterDesk.ReplayAsync(Operator, letter.TaskId, "Kim", Ct));
        Db.Signal.Raise();
        await SettledAsync("rejected");
        Assert.Equal("rejected 1 / open 1 Kim", await StandAsync());
        Assert.Equal(letter.TaskId, (await LetterAsync()).TaskId);
    }

    [Fact]
    public async Task Two_people_put_a_task_back_once()
    {
        var id = await GiveUpAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => DeadLetterDesk.ReplayAsync(Operator, id, "Kim", Ct))
        );
        Assert.Single(answers, done => done);
        Assert.Equal("open 0 / replayed 1 Kim", await StandAsync());
    }

    [Fact]
    public async Task A_letter_whose_task_is_not_settled_yet_is_not_put_back()
    {
        var id = await GiveUpAsync();
        await Db.RunAsync("update outbox set state = 'open'");
        Assert.False(await DeadLetterDesk.ReplayAsync(Operator, id, "Kim", Ct));
        Assert.Equal("open 3 / open 0", await StandAsync());
    }

    [Fact]
    public async Task What_is_discarded_is_off_the_list_with_who_and_why()
    {
        var id = await GiveUpAsync();
        Assert.True(await DeadLetterDesk.DiscardAsync(Operator, id, "Kim", "a test order", Ct));
        Assert.False(await DeadLetterDesk.DiscardAsync(Operator, id, "Lee", "again", Ct));
        Assert.False(await DeadLetterDesk.ReplayAsync(Operator, id, "Lee", Ct));
        Assert.Empty(await DeadLetterDesk.ListAsync(Operator, 10, Ct));
        Assert.Equal(
            ["discarded Kim a test order"],
            await Db.ListAsync("select concat_ws(' ', state, handled_by, note) from dead_letters")
        );
    }

    private async Task<MessageId> GiveUpAsync()
    {
        var id = MessageId.New(TimeProvider.System);
        await StuckRows.InsertDeadLetterAsync(
            Db,
            id,
            InviteRequested.Definition,
            "exhausted",
            $"{id}",
            Clock.GetUtcNow()
        );
        return id;
    }

    private async Task EnqueueAsync()
    {
        await using var unit = await Db.As(ServiceName.Orchestrator, Clock).BeginAsync(Ct);
        await unit.EnqueueAsync(new InviteRequested(PaymentId.New(TimeProvider.System)), Ct);
        await unit.CommitAsync(Ct);
    }

    private Task<RunningDispatcher> DispatchAsync(TestService service) =>
        RunningDispatcher.StartAsync(
            Db,
            Outboxes.OneLane(Queues.Invite),
            new InProcessTransport([service.Receiver], RecordingTransport.Settling(Clock)),
            Clock
        );

    private Task<DeadLetter> LetterAsync() =>
        Eventually.FindAsync(
            async () =>
                await DeadLetterDesk.ListAsync(Operator, 10, Ct) is [var first] ? first : null,
            Ct
        );

    private Task<string> SettledAsync(string state) =>
        Eventually.GetAsync(
            () => Db.AskAsync<string>("select state from outbox"),
            seen => seen == state,
            Ct
        );

    private async Task<string> StandAsync() => Assert.Single(await Db.ListAsync(StandSql));
}
