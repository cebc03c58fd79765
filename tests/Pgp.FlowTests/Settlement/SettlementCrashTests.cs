using Pgp.Contracts.Tasks;
using Pgp.FlowTests.Support;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Settlement;

/// <summary>
/// P1 for collecting owners: the handlers and jobs of the threshold path die before and after each
/// of their statements, commits and calls, each point once, and are delivered again.
/// </summary>
[Collection(nameof(ThresholdCrashCollection))]
public sealed class SettlementCrashTests(ThresholdCrashStack flow) : SettlementTest(flow)
{
    // More than the longest of the handlers has points.
    private const int Channels = 26;
    private const int Pools = 26;
    private const int Larges = 22;
    private const int AtOnce = 8;

    private const string EffectsSql = """
        select (select count(*) from credits),
               (select count(distinct payment_id) from credits where paid_at is not null),
               (select count(*) from conversions where state = 'completed'),
               (select count(*) from conversions where state <> 'completed'),
               (select count(*) from payout_batches where state = 'completed'),
               (select count(*) from payout_batches where state <> 'completed'),
               (select count(*) from chain_transactions where state = 'confirmed'),
               (select count(distinct nonce) from chain_transactions)
        """;

    // Of each undertaking as many entries as there are facts.
    private const string EntriesSql = """
        select kind, count(*), count(distinct payout_id)
          from ledger_entries
         where payout_id is not null
         group by kind
         order by kind
        """;

    private static readonly string[] Tasks =
    [
        PaymentCredited.Definition.Name,
        LargeCreditAdded.Definition.Name,
        ConversionQuoteRequested.Definition.Name,
        ConversionQuoted.Definition.Name,
        ConversionOrderRequested.Definition.Name,
        ConversionOrderAnswered.Definition.Name,
        CreditExecutionRequested.Definition.Name,
        PoolExecutionRequested.Definition.Name,
        ConversionExecuted.Definition.Name,
        BatchPayoutRequested.Definition.Name,
        BatchPayoutEnded.Definition.Name,
        // What these have learned to tell conversions and batches.
        OrderStatusAnswered.Definition.Name,
        TransferAnswered.Definition.Name,
    ];

    private static readonly string[] Jobs = [Schedules.MicroBatch.Name, Schedules.BatchPayout.Name];

    private readonly EveryPoint points = new([.. Tasks, .. Jobs]);

    [Fact]
    public async Task P1_wherever_a_handler_or_job_dies_every_effect_happens_exactly_once()
    {
        var channels = await ManyAsync(
            Enumerable.Range(0, Channels),
            i => Collector.OpenChannelAsync(Ct, i % 2 == 0 ? "usdt@eth" : "dai@eth")
        );
        var credited = PaymentCredited.Definition.Name;
        var parked = new HashSet<string>(StringComparer.Ordinal);
        // Payments of the pool are credited one by one, so that each makes a conversion.
        Sabotage.Kill(
            m => m.Task == credited && m.IsDispatched() && IsIn(parked, m.Story),
            times: int.MaxValue
        );
        Sabotage.Kill(points.Takes, times: int.MaxValue);
        var pools = await OrderAsync(channels, Pools, Collector.Tier);
        lock (parked)
        {
            parked.UnionWith(pools.Select(purchase => purchase.Order.ToString()));
        }

        var larges = await OrderAsync(channels, Larges, Collector.LargeTier);
        await PayAsync([.. pools, .. larges]);
        foreach (var purchase in pools)
        {
            var story = purchase.Order.ToString();
            var task = await Courier.FirstAsync(story, credited, Ct);
            await Courier.DeliverAsync(story, task, times: 1, Ct);
            await ChangeAsync(purchase);
        }

        lock (parked)
        {
            parked.Clear();
        }

        await Collector.WaitForCreditsAsync([.. pools, .. larges], Ct);
        await Collector.WaitForQuietAsync(Ct);
        await Scheduler.RunThroughAsync(Schedules.BatchPayout, Ct);
        await Collector.WaitForQuietAsync(Ct);

        TestContext.Current.TestOutputHelper!.WriteLine($"{points.Count} points");
        Assert.Empty(points.Unfinished);
        Assert.Equal(Tasks.Length + Jobs.Length, points.Kinds.Count);
        Assert.True(points.Count > 230, $"only {points.Count} points");
        await AssertOnceAsync();
        await CheckAsync();
    }

    private async Task AssertOnceAsync()
    {
        const int credits = Pools + Larges;
        const int transfers = credits + Channels;
        Assert.Equal(
            $"{credits},{credits},{credits},0,{Channels},0,{transfers},{transfers}",
            await Facts.RowAsync(EffectsSql)
        );
        Assert.Equal(
            [
                $"conversion_claimed,{credits},{credits}",
                $"conversion_completed,{credits},{credits}",
                // Half of the owners are paid by way of the exchange.
                $"payout_completed,{Channels / 2},{Channels / 2}",
                $"payout_created,{Channels},{Channels}",
                $"transfer_mined,{transfers},{transfers}",
            ],
            await Facts.RowsAsync(EntriesSql)
        );
        Assert.Equal(transfers, await SentAsync());
        var funded = (await new Provider(flow).ExchangesAsync(Ct))
            .Where(exchange => exchange["amountFrom"] is not null)
            .Select(exchange => (string?)exchange["userId"])
            .ToArray();
        Assert.Equal(credits + (Channels / 2), funded.Length);
        Assert.Equal(funded.Length, funded.Distinct(StringComparer.Ordinal).Count());
    }

    private Task<Purchase[]> OrderAsync(SampleChannel[] channels, int count, int tier) =>
        ManyAsync(
            Enumerable.Range(0, count),
            i => Collector.SubscribeAsync(channels[i % channels.Length], Ct, tier)
        );

    // A run passes by what one that died still holds for a moment; the next one takes it.
    private Task<string> ChangeAsync(Purchase purchase) =>
        Eventually.GetAsync(
            async () =>
            {
                await Scheduler.RunThroughAsync(Schedules.MicroBatch, Ct);
                return await Facts.RowAsync(
                    """
                    select conversion_id is not null
                      from credits join payments using (payment_id)
                     where order_id = $1
                    """,
                    purchase.Order.Value
                );
            },
            isClaimed => isClaimed == "t",
            Ct
        );

    private Task<string[]> PayAsync(Purchase[] purchases)
    {
        var market = new Market(flow);
        return ManyAsync(purchases, purchase => market.PayAsync(purchase, Ct));
    }

    private static bool IsIn(HashSet<string> stories, string story)
    {
        lock (stories)
        {
            return stories.Contains(story);
        }
    }

    private static async Task<TResult[]> ManyAsync<T, TResult>(
        IEnumerable<T> all,
        Func<T, Task<TResult>> one
    )
    {
        using var places = new SemaphoreSlim(AtOnce);
        return await Task.WhenAll(
            all.Select(async item =>
            {
                await places.WaitAsync(Ct);
                try
                {
                    return await one(item);
                }
                finally
                {
                    places.Release();
                }
            })
        );
    }
}
