using Pgp.Contracts.Tasks;
using Pgp.FlowTests.Support;
using Pgp.Testing;

namespace Pgp.FlowTests.Settlement;

/// <summary>P2: whatever comes twenty times at once has one set of effects.</summary>
[Collection(nameof(RepetitionCollection))]
public sealed class RepeatedSettlementTests(RepetitionStack flow) : SettlementTest(flow)
{
    private const int Times = 20;

    // Of the tasks that are open and may start.
    private const string FreshSql = """
        select task_id, name, source, correlation
          from outbox
         where name = any($1)
           and state = 'open'
         order by created_at, task_id
        """;

    private const string EndSql = """
        select (select count(*) from credits where paid_at is null),
               (select count(*) from conversions where state <> 'completed'),
               (select count(*) from payout_batches where state <> 'completed')
        """;

    private static readonly string[] Kinds =
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
    ];

    [Fact]
    public async Task P2_every_task_of_the_threshold_path_twenty_times_at_once_has_one_effect()
    {
        Sabotage.Kill(m => Kinds.Contains(m.Task) && m.IsDispatched(), times: int.MaxValue);
        var channel = await Collector.OpenChannelAsync(Ct, "dai@eth");
        var small = await Collector.BuyAsync(channel, Ct);
        var large = await Collector.BuyAsync(channel, Ct, Collector.LargeTier);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await UntilAsync(
            async () =>
                await Facts.RowAsync("select count(*) from conversions where kind = 'single'")
                != "0",
            seen
        );
        await UntilAsync(() => HasAsync(small, large), seen);
        await Scheduler.CheckPoolsAsync(Ct);
        await UntilAsync(
            async () => (await Facts.RowAsync(EndSql)).StartsWith("2,0,", StringComparison.Ordinal),
            seen
        );
        await Scheduler.PayOwnersAsync(Ct);
        await UntilAsync(async () => await Facts.RowAsync(EndSql) == "0,0,0", seen);

        Sabotage.Forget();
        await CheckAsync();
        Assert.Equal(Kinds.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        // A pool, a single credit, and one payout for both.
        Assert.Equal(3, await SentAsync());
        Assert.Equal(2, (await Collector.ConversionsAsync()).Count);
        Assert.Single(await Collector.BatchesAsync());
    }

    private async Task<bool> HasAsync(params Purchase[] purchases)
    {
        var orders = purchases.Select(purchase => purchase.Order.Value).ToArray();
        var credits = await Facts.RowAsync(
            "select count(*) from credits join payments using (payment_id) where order_id = any($1)",
            orders
        );
        return credits == "2";
    }

    // Delivers what comes up, until it has led where it should.
    private async Task UntilAsync(Func<Task<bool>> isThere, HashSet<string> seen) =>
        await Eventually.GetAsync(
            async () =>
            {
                foreach (var row in await Facts.RowsAsync(FreshSql, new object[] { Kinds }))
                {
                    var cells = row.Split(',');
                    var task = new OutboxTask(
                        new MessageId(Guid.Parse(cells[0])),
                        TaskCatalogue.ByName(cells[1]),
                        cells[2]
                    );
                    await Courier.DeliverAsync(cells[3], task, Times, Ct);
                    seen.Add(cells[1]);
                }

                return await isThere();
            },
            there => there,
            Ct,
            TimeSpan.FromMinutes(3)
        );
}
