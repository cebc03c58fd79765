using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Tasks;

public sealed class UnitTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private static readonly InviteRequested Invite = new(
        PaymentId.Parse("pay_0199c5b8f0007abc8def0123456789ab")
    );

    private Database Database => Db.As(ServiceName.Orchestrator, Clock);

    [Fact]
    public async Task State_and_next_task_commit_together()
    {
        await using (var unit = await Database.BeginAsync(Ct))
        {
            await AddPolicyAsync(unit);
            await unit.EnqueueAsync(Invite, Ct);
            await unit.CommitAsync(Ct);
        }

        Assert.Equal((1, 1), await CountsAsync());
    }

    [Fact]
    public async Task Without_a_commit_nothing_happened()
    {
        await using (var unit = await Database.BeginAsync(Ct))
        {
            await unit.ClaimAsync(DeliveryOf(1), Ct);
            await AddPolicyAsync(unit);
            await unit.EnqueueAsync(Invite, Ct);
        }

        Assert.Equal((0, 0), await CountsAsync());
        Assert.Equal(0, await Db.AskAsync<long>("select count(*) from inbox"));
        Assert.Equal(new PoolStatus(15, 0, 1), Database.PoolStatus());
    }

    [Fact]
    public async Task A_message_is_claimed_once()
    {
        Assert.True(await ClaimAsync(DeliveryOf(1)));
        Assert.False(await ClaimAsync(DeliveryOf(1)));
        Assert.True(await ClaimAsync(DeliveryOf(2)));
    }

    [Fact]
    public async Task A_claim_that_was_rolled_back_can_be_made_again()
    {
        await using (var unit = await Database.BeginAsync(Ct))
        {
            Assert.True(await unit.ClaimAsync(DeliveryOf(1), Ct));
        }

        Assert.True(await ClaimAsync(DeliveryOf(1)));
    }

    [Fact]
    public async Task Twins_wait_for_each_other_and_exactly_one_goes_on()
    {
        await using var first = await Database.BeginAsync(Ct);
        Assert.True(await first.ClaimAsync(DeliveryOf(1), Ct));
        var others = Enumerable.Range(0, 8).Select(_ => ClaimAsync(DeliveryOf(1))).ToList();
        await Eventually.GetAsync(WaitingAsync, waiting => waiting == 8, Ct);
        Assert.DoesNotContain(others, other => other.IsCompleted);

        await first.CommitAsync(Ct);
        Assert.DoesNotContain(true, await Task.WhenAll(others));
    }

    [Fact]
    public async Task A_twin_goes_on_when_the_first_gives_up()
    {
        var first = await Database.BeginAsync(Ct);
        Assert.True(await first.ClaimAsync(DeliveryOf(1), Ct));
        var others = Enumerable.Range(0, 8).Select(_ => ClaimAsync(DeliveryOf(1))).ToList();
        await Eventually.GetAsync(WaitingAsync, waiting => waiting == 8, Ct);

        await first.DisposeAsync();
        var claims = await Task.WhenAll(others);
        Assert.Single(claims, claimed => claimed);
    }

    [Fact]
    public async Task An_effect_is_enqueued_once_however_often_it_is_asked_for()
    {
        for (var i = 0; i < 3; i++)
        {
            await using var unit = await Database.BeginAsync(Ct);
            await unit.EnqueueAsync(Invite, Ct);
            await unit.EnqueueAsync(Invite, Ct);
            await unit.CommitAsync(Ct);
        }

        Assert.Equal(
            [$"enqueue_pgp_invite_telegram_invite:{Invite.PaymentId}"],
            await Db.ListAsync("select effect_key from outbox")
        );
    }

    [Fact]
    public async Task A_task_carries_the_sender_as_the_database_knows_it_and_its_story()
    {
        var cause = DeliveryOf(1) with { Correlation = "ord_1", TraceParent = Seed.TraceParent };
        await using (var unit = await Database.BeginAsync(Ct))
        {
            await unit.ContinuesStoryOf(cause).EnqueueAsync(Invite, Ct);
            await unit.CommitAsync(Ct);
        }

        Assert.Equal(
            [$"pgp_orchestrator invite /telegram-invite ord_1 {Seed.TraceParent}"],
            await Db.ListAsync(
                """
                select concat_ws(' ', source, target, path, correlation, traceparent)
                  from outbox
                """
            )
        );
    }

    [Fact]
    public async Task The_signal_is_raised_by_a_commit_that_enqueued_and_by_no_other()
    {
        var signal = new OutboxSignal();
        var database = Db.As("pgp_orchestrator", DatabaseProfile.Standard, Clock, signal);
        var raised = signal.WaitAsync(TimeSpan.FromHours(1), Clock, Ct);
        await using (var unit = await database.BeginAsync(Ct))
        {
            await AddPolicyAsync(unit);
            await unit.CommitAsync(Ct);
        }

        await using (var unit = await database.BeginAsync(Ct))
        {
            await unit.EnqueueAsync(Invite, Ct);
            Assert.False(raised.IsCompleted);
            await unit.CommitAsync(Ct);
        }

        await raised.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Ct);
    }

    private static Delivery DeliveryOf(int number) =>
        new(
            new MessageId(new Guid(number, 0, 0, new byte[8])),
            "orchestrator",
            PaymentReported.Definition.Name,
            Attempt: 1,
            Correlation: "",
            TraceParent: null
        );

    private async Task<bool> ClaimAsync(Delivery delivery)
    {
        await using var unit = await Database.BeginAsync(Ct);
        var claimed = await unit.ClaimAsync(delivery, Ct);
        await unit.CommitAsync(Ct);
        return claimed;
    }

    private static Task<int> AddPolicyAsync(Unit unit) =>
        unit.Sql("insert into fee_policies (fee_bps, valid_from) values (300, now())")
            .ExecuteAsync(Ct);

    private async Task<(long States, long Tasks)> CountsAsync() =>
        (
            await Db.AskAsync<long>("select count(*) from fee_policies"),
            await Db.AskAsync<long>("select count(*) from outbox")
        );

    private Task<long> WaitingAsync() =>
        Db.AskAsync<long>(
            """
            select count(*)
              from pg_stat_activity
             where datname = current_database()
               and wait_event_type = 'Lock'
            """
        );
}
