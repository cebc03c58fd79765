using System.Text.Json;
using Pgp.Common.Tasks;
using Pgp.Common.Tokens;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Tasks;

/// <summary>A handler that talks to a partner has one delivery of a message at a time.</summary>
public sealed class TaskReceiverTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private static readonly string Payload = JsonSerializer.Serialize(
        new InviteRequested(PaymentId.Parse("pay_0199c5b8f0007abc8def0123456789ab")),
        InviteRequested.Json
    );

    private readonly TaskCompletionSource<TaskOutcome> slow = new();

    [Fact]
    public async Task A_twin_comes_back_later_while_the_first_talks_to_a_partner()
    {
        await using var service = await StartAsync();
        service.Handler.Answer = (_, _) => slow.Task;
        var first = ReceiveAsync(service, 1);
        await Eventually.GetAsync(LeasesAsync, leases => leases == 1, Ct);

        Assert.IsType<TaskAnswer.Again>(await ReceiveAsync(service, 1));
        slow.SetResult(TaskOutcome.Completed);
        Assert.Equal(new TaskAnswer.Settled(null), await first);
        Assert.Equal(0, await LeasesAsync());
    }

    [Fact]
    public async Task Another_message_does_not_wait()
    {
        await using var service = await StartAsync();
        service.Handler.Answer = (delivery, _) =>
            delivery.MessageId == MessageOf(1) ? slow.Task : Task.FromResult(TaskOutcome.Completed);
        var first = ReceiveAsync(service, 1);
        Assert.Equal(new TaskAnswer.Settled(null), await ReceiveAsync(service, 2));
        slow.SetResult(TaskOutcome.Completed);
        await first;
    }

    [Fact]
    public async Task A_handler_that_fails_gives_its_lease_back()
    {
        await using var service = await StartAsync();
        service.Handler.Answer = (_, _) => throw new InvalidOperationException("a bug");
        Assert.Equal(
            new TaskAnswer.Again(nameof(InvalidOperationException), null),
            await ReceiveAsync(service, 1)
        );
        Assert.Equal(0, await LeasesAsync());
    }

    [Fact]
    public async Task The_lease_of_a_process_that_died_ends_by_itself()
    {
        await using var service = await StartAsync();
        service.Handler.Answer = (_, _) => slow.Task;
        var dead = ReceiveAsync(service, 1);
        await Eventually.GetAsync(LeasesAsync, leases => leases == 1, Ct);

        service.Handler.Answer = (_, _) => Task.FromResult(TaskOutcome.Completed);
        Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.IsType<TaskAnswer.Again>(await ReceiveAsync(service, 1));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new TaskAnswer.Settled(null), await ReceiveAsync(service, 1));
        slow.SetResult(TaskOutcome.Completed);
        await dead;
    }

    private Task<TestService> StartAsync() =>
        TestService.StartAsync(Db.As(ServiceName.Invite, Clock), Clock, callsPartners: true);

    private async Task<TaskAnswer?> ReceiveAsync(TestService service, int message)
    {
        var claims = new TaskClaims(
            ServiceName.Orchestrator.DatabaseRole,
            ServiceName.Invite.SeedId,
            MessageOf(message),
            InviteRequested.Definition.Name,
            "ord_1"
        );
        return await service.Receiver.ReceiveAsync(
            InviteRequested.Definition.Path,
            Keys.Tokens(Clock).Generate(claims),
            Payload,
            attempt: 1,
            traceParent: null,
            Ct
        );
    }

    private static MessageId MessageOf(int number) => new(new Guid(number, 0, 0, new byte[8]));

    private Task<long> LeasesAsync() => Db.AskAsync<long>("select count(*) from task_leases");
}
