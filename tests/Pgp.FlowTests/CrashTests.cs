using Pgp.FlowTests.Support;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests;

/// <summary>
/// P1: a handler that dies at any point whatever. A clean run shows the points of every kind of
/// task: before and after each statement, commit and call. Then many payments run side by side, and
/// at every point one of them dies.
/// </summary>
[Collection(nameof(CrashCollection))]
public sealed class CrashTests(CrashStack flow)
{
    private const int Swaps = 40;
    private const int Directs = 100;
    private const int AtOnce = 8;

    private const string StatesSql = """
        select state, count(*) from payments group by state order by state
        """;

    private const string EndsSql = """
        select state, count(*) from payout_executions group by state order by state
        """;

    private const string OpenSql = """
        select name, last_error from outbox where state = 'open'
        """;

    private const string DepositedSql = """
        select looks from payout_executions where state = 'deposited'
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Market market = new(flow);
    private readonly Provider provider = new(flow);
    private readonly CrashMap map = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private sealed record Payment(Purchase Purchase, Story Story);

    [Fact]
    public async Task P1_wherever_a_handler_dies_every_effect_happens_exactly_once()
    {
        await flow.Sandbox.SetAsync(
            "nowpayments/settings",
            """{"silent_states":["confirming","confirmed","sending"]}""",
            Ct
        );
        await flow.Sandbox.SetAsync("changenow/settings", """{"verifying":true}""", Ct);
        var swap = await market.OpenChannelAsync(Ct);
        var direct = await market.OpenDirectChannelAsync(Ct);
        // The very first payment also writes the fee's version down; none after it does.
        var first = await OrderAsync([direct]);
        await RunAsync(first, swaps: 0, paid: 0);
        flow.Sabotage.Witness(map.Note);
        var clean = await OrderAsync([swap, swap, direct, direct]);
        await RunAsync(clean, swaps: 2, first.Length);
        var plan = new CrashPlan(map);
        flow.Sabotage.Forget();
        flow.Sabotage.Kill(plan.Takes, times: int.MaxValue);

        var swaps = await OrderAsync(Enumerable.Repeat(swap, Swaps));
        var directs = await OrderAsync(Enumerable.Repeat(direct, Directs));
        PlanFor(plan, clean, swaps, directs);
        Payment[] all = [.. swaps, .. directs];
        await RunAsync(all, Swaps, first.Length + clean.Length);

        Assert.Equal(Tasks.OfInstantSwap.Count, plan.Kinds.Count);
        Assert.True(plan.Count > 300, $"only {plan.Count} points");
        TestContext.Current.TestOutputHelper!.WriteLine($"{plan.Count} points of {all.Length}");
        Assert.Empty(plan.Left);
        await AssertOnceAsync([.. clean[..2], .. swaps], Story.SwapOnce);
        await AssertOnceAsync([.. first, .. clean[2..], .. directs], Story.DirectOnce);
        await AssertSentOnceAsync([.. first, .. clean, .. all], swaps: Swaps + 2);
        await AssertBooksAsync();
    }

    // Only points that both clean runs of a route came past are sure to be met again.
    private void PlanFor(CrashPlan plan, Payment[] clean, Payment[] swaps, Payment[] directs)
    {
        var ofSwaps = Common(clean[0], clean[1]);
        var ofDirects = Common(clean[2], clean[3]);
        Story[] swapStories = [.. swaps.Select(payment => payment.Story)];
        Story[] directStories = [.. directs.Select(payment => payment.Story)];
        Story[] stories = [.. directStories, .. swapStories];
        foreach (var point in ofSwaps.Except(ofDirects).OrderBy(p => p.ToString(), Ordinal))
        {
            plan.Add(point, swapStories);
        }

        foreach (var point in ofDirects.Except(ofSwaps).OrderBy(p => p.ToString(), Ordinal))
        {
            plan.Add(point, directStories);
        }

        foreach (var point in ofSwaps.Intersect(ofDirects).OrderBy(p => p.ToString(), Ordinal))
        {
            plan.Add(point, stories);
        }
    }

    private HashSet<CrashPoint> Common(Payment one, Payment other)
    {
        var common = map.Of(one.Story);
        common.IntersectWith(map.Of(other.Story));
        return common;
    }

    private async Task<Payment[]> OrderAsync(IEnumerable<SampleChannel> channels) =>
        await ManyAsync(
            channels,
            async channel =>
            {
                var purchase = await market.SubscribeAsync(channel, Ct);
                return new Payment(purchase, new Story(flow, purchase.Order));
            }
        );

    // The first report, "waiting", is over before the money comes: each later one is another.
    private async Task RunAsync(Payment[] payments, int swaps, int paid)
    {
        var chosen = await ManyAsync(
            payments,
            payment => provider.ChooseAsync(payment.Purchase.Invoice, "btc", Ct)
        );
        string[] before = paid == 0 ? [] : [$"paid,{paid}"];
        await WaitForAsync(StatesSql, [.. before, $"waiting,{payments.Length}"]);
        await WaitForAsync(OpenSql);
        await ManyAsync(chosen, id => provider.DepositAsync(id, """{"share":"1.0"}""", Ct));
        await WaitForAsync(StatesSql, $"paid,{paid + payments.Length}");
        await LetExchangesFinishAsync(swaps);
        await WaitForAsync(EndsSql, $"completed,{paid + payments.Length}");
        await WaitForAsync(OpenSql);
    }

    // Held for a check, every exchange is looked at several times before it goes on.
    private async Task LetExchangesFinishAsync(int swaps)
    {
        await Eventually.GetAsync(
            () => flow.Facts.RowsAsync(DepositedSql),
            looks => looks.Count == swaps && looks.All(look => look.Length > 1 || look[0] > '2'),
            Ct,
            Limit
        );
        var held = (await provider.ExchangesAsync(Ct)).Where(exchange =>
            (string?)exchange["status"] == "verifying"
        );
        foreach (var exchange in held)
        {
            var path = $"changenow/exchanges/{(string?)exchange["id"]}/advance";
            await flow.Sandbox.SetAsync(path, "{}", Ct);
        }
    }

    private async Task AssertOnceAsync(Payment[] payments, string once)
    {
        var orders = payments.Select(payment => payment.Story.Order).ToArray();
        var effects = await Story.EffectsAsync(flow, orders);
        Assert.Equal(orders.Length, effects.Count);
        Assert.All(effects, effect => Assert.Equal(once, effect.Value));
        var links = await ManyAsync(
            payments,
            payment => market.InvitesAsync(payment.Purchase.Person, Ct)
        );
        Assert.All(links, link => Assert.Single(link));
    }

    private async Task AssertSentOnceAsync(Payment[] payments, int swaps)
    {
        Assert.Equal(payments.Length, await flow.SentByWalletAsync(Ct));
        var funded = (await provider.ExchangesAsync(Ct))
            .Where(exchange => exchange["amountFrom"] is not null)
            .Select(exchange => (string?)exchange["userId"])
            .ToArray();
        Assert.Equal(swaps, funded.Length);
        Assert.Equal(swaps, funded.Distinct(Ordinal).Count());
    }

    private async Task AssertBooksAsync()
    {
        Assert.Empty(await flow.Facts.RowsAsync("select name, reason from dead_letters"));
        Assert.Empty(await flow.Facts.RowsAsync("select name from outbox where state <> 'done'"));
        Assert.Empty(
            await flow.Facts.RowsAsync(
                "select coin from ledger_postings group by coin having sum(amount) <> 0"
            )
        );
        Assert.Empty(
            await flow.Facts.RowsAsync(
                """
                select account, coin from ledger_postings
                 where account !~ '^(wallet|platform)'
                 group by account, coin having sum(amount) <> 0
                """
            )
        );
        Assert.All(await flow.DifferencesAsync(Ct), line => Assert.Equal("0", line.Value));
    }

    private async Task WaitForAsync(string sql, params string[] rows) =>
        await Eventually.GetAsync(
            () => flow.Facts.RowsAsync(sql),
            seen => seen.SequenceEqual(rows, Ordinal),
            Ct,
            Limit
        );

    private static StringComparer Ordinal => StringComparer.Ordinal;

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
