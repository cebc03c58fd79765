using Pgp.Contracts.Tasks;
using Pgp.FlowTests.Support;

namespace Pgp.FlowTests.Settlement;

/// <summary>What the tests of the threshold path have in common.</summary>
public abstract class SettlementTest(ScheduledStack flow) : IAsyncLifetime
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal Collector Collector { get; } = new(flow);

    internal Scheduler Scheduler { get; } = new(flow);

    internal ExchangeStaff Exchange { get; } = new(flow);

    internal Auditor Auditor { get; } = new(flow);

    internal Courier Courier { get; } = new(flow);

    internal Sabotage Sabotage => flow.Sabotage;

    internal Facts Facts => flow.Facts;

    /// <summary>How many transactions the wallet had sent before the test.</summary>
    internal long SentBefore { get; private set; }

    public virtual async ValueTask InitializeAsync()
    {
        Sabotage.Forget();
        await Exchange.ObligeAsync(Ct);
        SentBefore = await flow.SentByWalletAsync(Ct);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Sabotage.Forget();
        await new Provider(flow).ForgiveAsync("changenow", CancellationToken.None);
        await Exchange.ObligeAsync(CancellationToken.None);
    }

    /// <summary>How many transactions the wallet has sent since the test began.</summary>
    internal async Task<long> SentAsync() => await flow.SentByWalletAsync(Ct) - SentBefore;

    /// <summary>Keeps the dispatcher from a kind of task of conversions or batches.</summary>
    internal DeathOrder Block<TTask>()
        where TTask : ITask<TTask> =>
        Sabotage.Kill(
            m => m.Task == TTask.Definition.Name && m.IsDispatched(),
            times: int.MaxValue
        );

    /// <summary>Starts the one conversion that is due.</summary>
    internal async Task<Undertaking> StartConversionAsync()
    {
        var before = (await Collector.ConversionsAsync()).Count;
        Assert.Equal("done", await Scheduler.CheckPoolsAsync(Ct));
        return Assert.Single((await Collector.ConversionsAsync()).Skip(before));
    }

    /// <summary>Starts the one payout that is due.</summary>
    internal async Task<Undertaking> StartBatchAsync()
    {
        var before = (await Collector.BatchesAsync()).Count;
        Assert.Equal("done", await Scheduler.PayOwnersAsync(Ct));
        return Assert.Single((await Collector.BatchesAsync()).Skip(before));
    }

    /// <summary>Changes all that is collected.</summary>
    internal async Task<Undertaking> ConvertAsync()
    {
        var conversion = await StartConversionAsync();
        await Collector.WaitForConversionAsync(conversion, "completed", Ct);
        await Collector.WaitForQuietAsync(Ct);
        return conversion;
    }

    /// <summary>Pays the one owner who is due.</summary>
    internal async Task<Undertaking> PayOutAsync()
    {
        var batch = await StartBatchAsync();
        await Collector.WaitForBatchAsync(batch, "completed", Ct);
        await Collector.WaitForQuietAsync(Ct);
        return batch;
    }

    /// <summary>Until nothing is under way; then books, credits and chain must agree.</summary>
    internal async Task CheckAsync()
    {
        await Collector.WaitForQuietAsync(Ct);
        await Auditor.CheckAsync(Ct);
    }
}
