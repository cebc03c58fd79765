using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Oversight;

/// <summary>What was tried for too long goes on by itself, while it still matters.</summary>
public sealed class MendingTests(ClusterFixture fixture) : WatchTest(fixture)
{
    private const string TasksSql = """
        select concat_ws(' ', task.state, task.attempts, letter.state, letter.replays, handled_by)
          from outbox as task
          join dead_letters as letter using (task_id)
        """;

    [Fact]
    public async Task A_paid_subscription_whose_invite_was_given_up_is_invited_again()
    {
        var payment = await PaidAsync();
        await GiveUpAsync(InviteRequested.Definition, "exhausted", payment);
        Assert.EndsWith("1 tasks put back", await LookAsync(), StringComparison.Ordinal);
        Assert.Equal(["open 0 replayed 1 oversight"], await Db.ListAsync(TasksSql));
        // Mended before anybody looked for dead letters.
        Assert.Equal([], await ListedAsync("dead_letter"));
        Assert.Equal([$"{payment} 1"], await ListedAsync("payment_without_access"));
    }

    [Fact]
    public async Task A_payout_whose_follow_up_was_given_up_is_followed_again()
    {
        var payout = await StuckRows.ExecutionAsync(Db, Clock.GetUtcNow(), "deposited");
        Clock.Advance(TimeSpan.FromHours(25));
        await GiveUpAsync(OrderFollowUp.Definition, "exhausted", $"{payout}:7");
        Assert.EndsWith("1 tasks put back", await LookAsync(), StringComparison.Ordinal);
        Assert.Equal(["open 0 replayed 1 oversight"], await Db.ListAsync(TasksSql));
    }

    [Fact]
    public async Task A_conversion_is_carried_on_by_the_follow_up_of_its_deposit()
    {
        var id = await StuckRows.ConversionAsync(Db, Clock.GetUtcNow(), "executing");
        Clock.Advance(TimeSpan.FromHours(25));
        await GiveUpAsync(
            OrderFollowUp.Definition,
            "exhausted",
            $"{PayoutId.Conversion(ConversionId.Parse(id))}:7"
        );
        Assert.EndsWith("1 tasks put back", await LookAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_repetition_can_help_is_left_to_a_person()
    {
        var payment = await PaidAsync();
        await GiveUpAsync(InviteRequested.Definition, "rejected", payment);
        Assert.EndsWith("0 tasks put back", await LookAsync(), StringComparison.Ordinal);
        Assert.Equal(["rejected 3 open 0"], await Db.ListAsync(TasksSql));
        Assert.Single(await ListedAsync("dead_letter"));
    }

    [Fact]
    public async Task The_third_time_was_the_last()
    {
        var payment = await PaidAsync();
        await GiveUpAsync(InviteRequested.Definition, "exhausted", payment);
        await Db.RunAsync("update dead_letters set replays = 3");
        Assert.EndsWith("0 tasks put back", await LookAsync(), StringComparison.Ordinal);
        Assert.Single(await ListedAsync("dead_letter"));
    }

    [Fact]
    public async Task The_task_of_somebody_else_is_not_put_back()
    {
        await PaidAsync();
        var other = PaymentId.New(TimeProvider.System).ToString();
        await GiveUpAsync(InviteRequested.Definition, "exhausted", other);
        Assert.EndsWith("0 tasks put back", await LookAsync(), StringComparison.Ordinal);
    }

    private async Task<string> PaidAsync()
    {
        var payment = await StuckRows.PaidAsync(Db, Clock.GetUtcNow());
        Clock.Advance(TimeSpan.FromHours(25));
        return payment;
    }

    private Task GiveUpAsync(TaskDefinition kind, string how, string effect) =>
        StuckRows.InsertDeadLetterAsync(
            Db,
            MessageId.New(TimeProvider.System),
            kind,
            how,
            effect,
            Clock.GetUtcNow()
        );
}
