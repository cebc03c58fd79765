using Pgp.Contracts.Tasks;
using Pgp.FlowTests.Support;
using Pgp.Host;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Processes;

/// <summary>The main job over process borders, and what each process is on its own.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class SeparateProcessTests(ProcessStack stack)
{
    private const long Buyer = 7001;
    private const string Owner = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_purchase_goes_through_six_processes_that_only_know_each_other_by_HTTP()
    {
        var channel = await SampleChannel.CreateAsync(
            stack.Sandbox,
            71,
            "Far Apart",
            "usdt@eth",
            Owner,
            Ct
        );
        await stack.Sandbox.CreatePersonAsync(Buyer, "Ann", Ct);
        await stack.Sandbox.StartBotAsync(Buyer, channel.Subscription(1), Ct);
        var bill = await stack.Sandbox.WaitForMessageAsync(
            Buyer,
            message => SandboxClient.LinkOf(message) is not null,
            Ct
        );
        await stack.Sandbox.PayAsync(SandboxClient.LinkOf(bill)!, "btc", "1.0", Ct);

        var invite = await stack.Sandbox.WaitForMessageAsync(
            Buyer,
            message => IsInvite(SandboxClient.LinkOf(message)),
            Ct
        );
        var link = SandboxClient.LinkOf(invite)!.ToString();
        Assert.Equal("joined", await stack.Sandbox.JoinAsync(Buyer, link, Ct));
        await Eventually.GetAsync(
            () =>
                stack.ListAsync(
                    """
                    select execution.state
                      from payout_executions as execution
                      join payouts using (payout_id)
                      join channels using (channel_id)
                     where open_title = 'Far Apart'
                    """,
                    Ct
                ),
            states => states is ["completed"],
            Ct,
            TimeSpan.FromSeconds(90)
        );
        await stack.CheckTasksAsync(Ct);
        await stack.Books.CheckAsync([], Ct);

        // Each service got its tasks where it lives: in another process than the dispatcher.
        var receivers = Tasks
            .OfInstantSwap.Select(name => TaskCatalogue.ByName(name).Target.Value)
            .ToHashSet();
        // Other tests of these processes may have had tasks for others.
        Assert.Superset(
            receivers,
            (await stack.ListAsync("select distinct consumer from inbox", Ct)).ToHashSet()
        );
    }

    [Fact]
    public async Task Each_service_alone_starts_is_ready_and_stops_when_told_to()
    {
        string[] names =
        [
            .. Catalogue.Services.Select(service => service.Name.Value),
            ProcessStack.Dispatcher,
        ];
        var options = new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = Ct };
        await Parallel.ForEachAsync(
            names,
            options,
            async (name, ct) =>
            {
                await using var alone = await ProcessStack.StartAnotherAsync(
                    name,
                    stack.Settings,
                    ct
                );
                await alone.WaitUntilReadyAsync(ct);
                Assert.Equal(200, await alone.StatusAsync("/health", ct));
                Assert.Contains("ready", await alone.BodyAsync("/ready", ct), Comparison);
                var code = await alone.StopAsync().WaitAsync(StopsWithin, ct);
                Assert.True(code == 0, $"{name} ended with {code}: {await alone.LogAsync(ct)}");
            }
        );
    }

    private const StringComparison Comparison = StringComparison.Ordinal;

    private static bool IsInvite(Uri? link) =>
        link is not null && link.AbsolutePath.StartsWith("/+", Comparison);
}
