using System.Globalization;
using Pgp.FlowTests.Support;
using Pgp.Testing;

namespace Pgp.FlowTests;

/// <summary>
/// The ways in which a payout pipeline can pay twice, or not at all (spec 20, 13 A).
/// </summary>
[Collection(nameof(FaultyCollection))]
public sealed class DoublePayoutTests : IAsyncLifetime
{
    private const string TransactionsSql = """
        select nonce, state from chain_transactions where payout_id = $1 order by created_at
        """;

    private readonly FaultyStack flow;
    private readonly Market market;
    private readonly Provider provider;
    private readonly Courier courier;
    private long sentBefore;
    private Purchase purchase = null!;
    private Story story = null!;

    public DoublePayoutTests(FaultyStack flow)
    {
        this.flow = flow;
        market = new Market(flow);
        provider = new Provider(flow);
        courier = new Courier(flow);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Sabotage Sabotage => flow.Sabotage;

    public async ValueTask InitializeAsync()
    {
        Sabotage.Forget();
        sentBefore = await flow.SentByWalletAsync(Ct);
        purchase = await market.SubscribeAsync(await market.OpenChannelAsync(Ct), Ct);
        story = new Story(flow, purchase.Order);
    }

    public async ValueTask DisposeAsync()
    {
        Sabotage.Forget();
        await provider.ForgiveAsync("chain", CancellationToken.None);
        await provider.ForgiveAsync("changenow", CancellationToken.None);
    }

    [Fact]
    public async Task A1_no_failure_after_the_transfer_leads_to_another_transfer()
    {
        var booking = Sabotage.Kill(
            m => m.IsIn(story, Tasks.FollowUp) && m.IsBefore("insert into ledger_entries"),
            times: 2
        );
        var reporting = Sabotage.Kill(
            m => m.IsIn(story, Tasks.FollowUp) && m.IsAfter("insert into outbox"),
            times: 1
        );
        var hearing = Sabotage.Kill(m => m.IsIn(story, Tasks.TransferEnded), times: 3);
        await PayAsync();

        Assert.Equal((2, 1, 3), (booking.Deaths, reporting.Deaths, hearing.Deaths));
        await AssertPaidOnceAsync();
    }

    [Fact]
    public async Task A2_a_transfer_that_is_not_mined_is_bid_up_under_its_own_nonce()
    {
        await HoldTransferAsync();
        await flow.SetChainAsync("evm_setAutomine", false, Ct);
        Sabotage.Forget();
        var payout = await story.PayoutIdAsync();
        await Eventually.GetAsync(
            () => flow.Facts.RowsAsync(TransactionsSql, payout),
            rows => rows is [_, var bid] && bid.EndsWith(",broadcast", StringComparison.Ordinal),
            Ct
        );

        // It is on record before it leaves; mined too early the first one would win.
        var hash = await flow.Facts.RowAsync(
            """
            select transaction_hash from chain_transactions where payout_id = $1
             order by created_at desc limit 1
            """,
            payout
        );
        await Eventually.GetAsync(() => flow.IsOnTheWayAsync(hash, Ct), isKnown => isKnown, Ct);
        await flow.SetChainAsync("evm_setAutomine", true, Ct);
        await flow.Sandbox.SetAsync("chain/mine", "{}", Ct);
        await story.WaitForPayoutAsync(Ct);

        var rows = await flow.Facts.RowsAsync(TransactionsSql, payout);
        Assert.Equal([$"{sentBefore},replaced", $"{sentBefore},confirmed"], rows);
        await AssertPaidOnceAsync();
    }

    [Fact]
    public async Task A3_a_delivery_that_outlives_its_lease_sends_the_same_transfer()
    {
        await flow.Sandbox.OrderFaultAsync(
            """
            {"partner":"chain","operation":"eth_sendRawTransaction","kind":"delay",
            "milliseconds":2500}
            """,
            Ct
        );
        await PayAsync();

        var attempts = await flow.Facts.RowAsync(
            "select max(attempts) from outbox where correlation = $1 and name = $2",
            story.Name,
            Tasks.FollowUp
        );
        Assert.True(int.Parse(attempts, CultureInfo.InvariantCulture) > 1);
        await AssertPaidOnceAsync();
    }

    [Fact]
    public async Task A4_transfers_side_by_side_have_nonces_of_their_own_without_gaps()
    {
        var channel = await market.OpenDirectChannelAsync(Ct);
        var others = await Task.WhenAll(
            Enumerable.Range(0, 7).Select(_ => market.SubscribeAsync(channel, Ct))
        );
        var all = others.Append(purchase).ToArray();
        await Task.WhenAll(all.Select(p => market.PayAsync(p, Ct)));
        foreach (var one in all)
        {
            await new Story(flow, one.Order).WaitForPayoutAsync(Ct);
        }

        var nonces = await flow.Facts.RowsAsync(
            "select distinct nonce from chain_transactions where nonce >= $1 order by nonce",
            sentBefore
        );
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"{sentBefore + i}"), nonces);
        Assert.Equal(sentBefore + 8, await flow.SentByWalletAsync(Ct));
    }

    [Fact]
    public async Task A5_a_payout_handed_over_twenty_times_before_its_transfer_is_paid_once()
    {
        await DeliverByHandAsync(Tasks.Trigger);
        await AssertPaidOnceAsync();
    }

    [Fact]
    public async Task A6_a_transfer_asked_for_and_watched_twenty_times_at_once_is_made_once()
    {
        await DeliverByHandAsync(Tasks.StatusAnswered, Tasks.Transfer, Tasks.FollowUp);
        await AssertPaidOnceAsync();
    }

    [Fact]
    public async Task A6_a_transfer_whose_answer_got_lost_is_looked_for_and_not_made_anew()
    {
        await flow.Sandbox.OrderFaultAsync(
            """{"partner":"chain","operation":"eth_sendRawTransaction","kind":"drop_after"}""",
            Ct
        );
        await PayAsync();

        await AssertPaidOnceAsync();
    }

    [Fact]
    public async Task A7_a_payout_asked_and_priced_twenty_times_has_one_id_and_one_order()
    {
        await DeliverByHandAsync(Tasks.Payout, Tasks.Estimated);
        var row = await flow.Facts.RowAsync(
            """
            select payout_id = 'instant:pay_' || replace(payment_id::text, '-', '')
              from payouts join payments using (payment_id) where order_id = $1
            """,
            purchase.Order.Value
        );
        Assert.Equal("t", row);
        await AssertPaidOnceAsync();
    }

    [Fact]
    public async Task A8_a_payout_whose_every_handler_dies_right_after_its_commit_is_not_lost()
    {
        var died = new HashSet<string>(StringComparer.Ordinal);
        Sabotage.Kill(
            m =>
            {
                lock (died)
                {
                    return m.Story == story.Name && m.IsAfterCommit() && died.Add(m.Task);
                }
            },
            times: 10_000
        );
        await PayAsync();

        Assert.Equal(
            Tasks.OfInstantSwap.Order(StringComparer.Ordinal),
            died.Order(StringComparer.Ordinal)
        );
        await AssertPaidOnceAsync();
    }

    [Fact]
    public async Task A9_an_orchestrator_that_fails_after_asking_for_the_payout_asks_once()
    {
        var crash = Sabotage.Kill(
            m => m.IsIn(story, Tasks.Reported) && m.IsAfter("insert into outbox"),
            times: 3
        );
        await PayAsync();

        Assert.Equal(3, crash.Deaths);
        Assert.Equal(
            1,
            (await courier.TasksAsync(story)).Count(t => t.Definition.Name == Tasks.Payout)
        );
        await AssertPaidOnceAsync();
    }

    [Fact]
    public async Task A10_orders_whose_answers_got_lost_are_never_funded()
    {
        await flow.Sandbox.OrderFaultAsync(
            """{"partner":"changenow","operation":"POST /exchange","kind":"drop_after"}""",
            Ct
        );
        var crash = Sabotage.Kill(
            m => m.IsIn(story, Tasks.Swap) && m.IsAfterCall("/exchange"),
            times: 1
        );
        await PayAsync();

        Assert.Equal(1, crash.Deaths);
        var exchanges = await provider.ExchangesAsync(await story.PayoutIdAsync(), Ct);
        Assert.Equal(3, exchanges.Count);
        Assert.Equal(2, exchanges.Count(e => e["amountFrom"] is null));
        await AssertPaidOnceAsync();
    }

    [Fact]
    public async Task A10_when_no_answer_comes_through_nobody_is_paid_and_a_person_looks()
    {
        var crash = Sabotage.Kill(
            m => m.IsIn(story, Tasks.Swap) && m.IsAfterCall("/exchange"),
            times: 3
        );
        await market.PayAsync(purchase, Ct);
        await story.WaitForPayoutAsync("failed_review", Ct);

        Assert.Equal(3, crash.Deaths);
        Assert.Equal(sentBefore, await flow.SentByWalletAsync(Ct));
        var exchanges = await provider.ExchangesAsync(await story.PayoutIdAsync(), Ct);
        Assert.All(exchanges, exchange => Assert.Null(exchange["amountFrom"]));
        var shares = await story.SharesAsync();
        Assert.Equal(
            $"payout_released,owner:*:payable,eth@eth,-{shares.Net}",
            (await story.PostingsAsync())[^1]
        );
        Assert.All(await flow.DifferencesAsync(Ct), line => Assert.Equal("0", line.Value));
    }

    /// <summary>
    /// Keeps the dispatcher from some kinds of tasks and delivers each 20 times at once.
    /// </summary>
    private async Task DeliverByHandAsync(params string[] kinds)
    {
        Sabotage.Kill(
            m => m.Story == story.Name && m.IsDispatched() && kinds.Contains(m.Task),
            times: 10_000
        );
        await market.PayAsync(purchase, Ct);
        foreach (var kind in kinds)
        {
            var task = await courier.FirstAsync(story, kind, Ct);
            await courier.DeliverAsync(story, task, times: 20, Ct);
        }

        Sabotage.Forget();
        await story.WaitForPayoutAsync(Ct);
    }

    /// <summary>Pays, and stops the payout just before its transfer.</summary>
    private async Task HoldTransferAsync()
    {
        Sabotage.Kill(m => m.IsIn(story, Tasks.FollowUp), times: 10_000);
        await market.PayAsync(purchase, Ct);
        await courier.FirstAsync(story, Tasks.FollowUp, Ct);
    }

    private async Task PayAsync()
    {
        await market.PayAsync(purchase, Ct);
        await story.WaitForPayoutAsync(Ct);
    }

    private async Task AssertPaidOnceAsync()
    {
        Assert.Equal(Story.SwapOnce, await story.EffectsAsync());
        Assert.Equal(sentBefore + 1, await flow.SentByWalletAsync(Ct));
        var exchanges = await provider.ExchangesAsync(await story.PayoutIdAsync(), Ct);
        Assert.Single(exchanges, e => e["amountFrom"] is not null);
        Assert.All(await flow.DifferencesAsync(Ct), line => Assert.Equal("0", line.Value));
    }
}
