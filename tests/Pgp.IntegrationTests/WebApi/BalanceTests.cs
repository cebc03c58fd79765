using System.Numerics;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.IntegrationTests.Settlement;
using Pgp.IntegrationTests.Support;
using Pgp.Ledger;
using Pgp.Testing;
using Pgp.WebApi.Balances;
using Pgp.WebApi.Reading;
using Pgp.WebApi.Statements;

namespace Pgp.IntegrationTests.WebApi;

/// <summary>Where an owner's money stands; the books have the last word.</summary>
public sealed class BalanceTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private OwnerScene scene = null!;
    private SettlementDesk desk = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        scene = new OwnerScene(Db, Clock);
        desk = new SettlementDesk(Db, Clock);
    }

    [Fact]
    public async Task What_is_collected_is_what_the_books_owe()
    {
        var channel = await scene.ChannelAsync(OwnerScene.Alice, "threshold");
        await scene.ChannelAsync(OwnerScene.Bob, "threshold");
        await desk.CollectAsync(channel, "20.5");
        await desk.CollectAsync(channel, "4.499999");
        await desk.CreditAsync(channel, CoinAmount.Parse(Coin.Eth, "0.01"), "30");

        var balance = Assert.Single(await BalancesAsync());
        Assert.Equal(new CoinView("usdt@eth", "24.999999"), balance.Payable);
        Assert.Equal("29.1", balance.PendingUsd);
        Assert.Empty(balance.InFlight);
        Assert.Equal("50", balance.ThresholdUsd);
        // Half of it but for a micro-dollar.
        Assert.Equal(49, balance.ProgressPercent);
        Assert.Equal(
            [(Coin.Eth, 9_700_000_000_000_000), (Coin.Usdt, 24_999_999)],
            await OwedAsync(channel)
        );
    }

    [Fact]
    public async Task Progress_ends_at_a_hundred()
    {
        var channel = await scene.ChannelAsync(OwnerScene.Alice, "threshold");
        await desk.CollectAsync(channel, "120");
        Assert.Equal(100, Assert.Single(await BalancesAsync()).ProgressPercent);
    }

    [Fact]
    public async Task A_reserved_batch_is_neither_payable_nor_lost()
    {
        var channel = await scene.ChannelAsync(OwnerScene.Alice, "threshold");
        await desk.CollectAsync(channel, "60");
        await desk.PayOwnersAsync();
        var batch = (await desk.TakeAsync<Contracts.Tasks.BatchPayoutRequested>()).BatchId;
        await PayoutRows.AddAsync(
            Db,
            PayoutId.Batch(batch),
            payment: null,
            batch,
            channel,
            Clock.GetUtcNow()
        );

        var balance = Assert.Single(await BalancesAsync());
        Assert.Equal(new CoinView("usdt@eth", "0"), balance.Payable);
        Assert.Equal([new CoinView("usdt@eth", "9.6903")], balance.InFlight);
    }

    [Fact]
    public async Task Payouts_on_their_way_and_those_that_came_back_are_told_apart()
    {
        var channel = await scene.ChannelAsync(OwnerScene.Alice);
        var at = Clock.GetUtcNow();
        await AddAsync(channel, at, "created", null);
        await AddAsync(channel, at.AddSeconds(1), "handed_over", null);
        await AddAsync(channel, at.AddSeconds(2), "handed_over", "deposited");
        await AddAsync(channel, at.AddSeconds(3), "handed_over", "refunded");
        await AddAsync(channel, at.AddSeconds(4), "failed_review", null);
        await AddAsync(channel, at.AddSeconds(5), "handed_over", "completed");
        await AddAsync(channel, at.AddSeconds(6), "handed_over", "received");

        var balance = Assert.Single(await BalancesAsync());
        Assert.Equal([new CoinView("usdt@eth", "38.7612")], balance.InFlight);
        Assert.Equal([new CoinView("usdt@eth", "19.3806")], balance.Returned);
        Assert.Null(balance.Payable);
        Assert.Null(balance.ProgressPercent);
        Assert.Equal(
            new LastPayoutView(
                new CoinView("eth@eth", "0.00349"),
                "0xdepositf",
                at.AddSeconds(5).AddMinutes(5)
            ),
            balance.LastPayout
        );
    }

    [Fact]
    public async Task Months_run_from_the_first_payment_to_now()
    {
        var channel = await scene.ChannelAsync(OwnerScene.Alice);
        var other = await scene.ChannelAsync(OwnerScene.Alice);
        Assert.Empty(await MonthsAsync(OwnerScene.Alice, null));

        await scene.SellAsync(channel, 5, Offer.Month);
        Clock.Advance(TimeSpan.FromDays(60));
        await scene.SellAsync(other, 5, Offer.Month);
        Assert.Equal(["2026-03", "2026-02", "2026-01"], await MonthsAsync(OwnerScene.Alice, null));
        Assert.Equal(["2026-03"], await MonthsAsync(OwnerScene.Alice, other));
        Assert.Empty(await MonthsAsync(OwnerScene.Bob, channel));
    }

    private Task<IReadOnlyList<string>> MonthsAsync(TelegramUserId owner, ChannelId? channel) =>
        scene.AskAsync(unit => StatementMonthQueries.MonthsAsync(unit, owner, channel, Ct));

    private async Task AddAsync(
        ChannelId channel,
        DateTimeOffset at,
        string state,
        string? execution
    )
    {
        var payment = await scene.SellAsync(channel, 5, Offer.Donation);
        await PayoutRows.AddAsync(
            Db,
            PayoutId.Instant(payment),
            payment,
            batch: null,
            channel,
            at,
            state,
            execution
        );
    }

    private async Task<IReadOnlyList<BalanceView>> BalancesAsync() =>
        (
            await scene.AskAsync(unit => BalanceQueries.OfOwnerAsync(unit, OwnerScene.Alice, Ct))
        ).Channels;

    private async Task<IReadOnlyList<(Coin, BigInteger)>> OwedAsync(ChannelId channel)
    {
        var balances = await Books.BalancesAsync(Db.As("pgp_reader", Clock), Ct);
        return
        [
            .. balances
                .Where(one => one.Account == Account.OwnerPayable(channel).Name)
                .OrderBy(one => one.Coin.ToString(), StringComparer.Ordinal)
                .Select(one => (one.Coin, -one.Atomic)),
        ];
    }
}
