using System.Text.Json.Nodes;
using Pgp.Testing;

namespace Pgp.FlowTests.Processes;

/// <summary>
/// Processes that die in the middle of work, at moments drawn from a fixed seed. The node is slow,
/// so that most moments lie inside of something (spec 20, 15, rule 2).
/// </summary>
[Collection(nameof(ProcessCollection))]
public sealed class KilledProcessTests(ProcessStack stack)
{
    private const int Rounds = 5;
    private const int PayoutsPerRound = 2;
    private const int LatestMs = 900;

    private const string LeasedSql = """
        select task_id::text
          from outbox
         where state    = 'open'
           and attempts = 1
           and queue    = 'pgp-hostpay3-retry-queue'
           and due_at   > now()
           and started_at is not null
        """;

    private const string RepeatedSql =
        "select name from outbox where attempts > 1 and created_at > ";

    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ProcessStack.Wallet, 20)]
    [InlineData(ProcessStack.Dispatcher, 13)]
    public async Task Killed_again_and_again_it_still_pays_each_payout_once(string victim, int seed)
    {
        var moments = new Random(seed);
        var began = TimeProvider.System.GetUtcNow();
        var first = await stack.Node.SentAsync(stack.WalletAddress, Ct);
        await SlowNodeAsync("*", TimeSpan.FromMilliseconds(120));
        var payouts = new List<DirectPayout>();
        for (var round = 0; round < Rounds; round++)
        {
            payouts.AddRange(await stack.PayAsync(PayoutsPerRound, Ct));
            await WaitUntilLeasedAsync();
            var moment = TimeSpan.FromMilliseconds(moments.Next(LatestMs));
            await Task.Delay(moment, TimeProvider.System, Ct);
            await stack.KillAsync(victim);
            await stack.LaunchAsync(victim, Ct);
        }

        await stack.CheckPaidOnceAsync(payouts, first, Ct);
        // It did hurt: something had to be delivered again.
        Assert.NotEmpty(await stack.ListAsync(RepeatedSql + $"'{began:O}'", Ct));
        await stack.ForgetFaultsAsync(Ct);
    }

    [Fact]
    public async Task A_task_whose_dispatcher_died_comes_back_when_its_lease_is_over()
    {
        var first = await stack.Node.SentAsync(stack.WalletAddress, Ct);
        await SlowNodeAsync("eth_feeHistory", TimeSpan.FromSeconds(1));
        var payouts = await stack.PayAsync(1, Ct);
        var lost = await WaitUntilLeasedAsync();
        await stack.KillAsync(ProcessStack.Dispatcher);
        await stack.ForgetFaultsAsync(Ct);

        await stack.LaunchAsync(ProcessStack.Dispatcher, Ct);

        await stack.CheckPaidOnceAsync(payouts, first, Ct);
        Assert.NotEqual(["1"], await AttemptsAsync(lost));
    }

    [Fact]
    public async Task A_dispatcher_told_to_stop_settles_what_it_has_begun_to_deliver()
    {
        var first = await stack.Node.SentAsync(stack.WalletAddress, Ct);
        await stack.StopAsync(ProcessStack.Dispatcher);
        var patient = stack.SettingsWith(("TASK_LEASE_MS", "60000"));
        await using var other = await ProcessStack.StartAnotherAsync(
            ProcessStack.Dispatcher,
            patient,
            Ct
        );
        await other.WaitUntilReadyAsync(Ct);
        await SlowNodeAsync("eth_feeHistory", TimeSpan.FromSeconds(3));
        var payouts = await stack.PayAsync(1, Ct);
        var begun = await WaitUntilLeasedAsync();

        Assert.Equal(0, await other.StopAsync().WaitAsync(StopsWithin, Ct));

        var settled = $"select state from outbox where task_id = '{begun}'";
        Assert.Equal(["done"], await stack.ListAsync(settled, Ct));
        Assert.Equal(["1"], await AttemptsAsync(begun));
        await stack.ForgetFaultsAsync(Ct);
        await stack.StartAsync(ProcessStack.Dispatcher, Ct);
        await stack.CheckPaidOnceAsync(payouts, first, Ct);
    }

    [Fact]
    public async Task Two_dispatchers_at_once_have_no_effect_twice()
    {
        var first = await stack.Node.SentAsync(stack.WalletAddress, Ct);
        await using var second = await ProcessStack.StartAnotherAsync(
            ProcessStack.Dispatcher,
            stack.Settings,
            Ct
        );
        await second.WaitUntilReadyAsync(Ct);

        var payouts = await stack.PayAsync(12, Ct);

        await stack.CheckPaidOnceAsync(payouts, first, Ct);
        Assert.Equal(0, await second.StopAsync());
    }

    // A look at the wallet that is under way: its node call takes a while.
    private async Task<string> WaitUntilLeasedAsync() =>
        (
            await Eventually.GetAsync(
                () => stack.ListAsync(LeasedSql, Ct),
                leased => leased.Count > 0,
                Ct
            )
        )[0];

    private Task<IReadOnlyList<string>> AttemptsAsync(string task) =>
        stack.ListAsync($"select attempts::text from outbox where task_id = '{task}'", Ct);

    private Task SlowNodeAsync(string method, TimeSpan delay) =>
        stack.Sandbox.OrderFaultAsync(
            new JsonObject
            {
                ["partner"] = "chain",
                ["operation"] = method,
                ["kind"] = "delay",
                ["milliseconds"] = (int)delay.TotalMilliseconds,
                ["times"] = 1_000_000,
            }.ToJsonString(),
            Ct
        );
}
