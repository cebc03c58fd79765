using System.Globalization;
using Pgp.Common.Tasks;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Settlement;

/// <summary>Who is paid when, and what becomes of a payout (spec 10, 6.5 and 10 D).</summary>
public sealed class BatchTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string BatchesSql = """
        select concat_ws(' ', state, amount, credits, target_coin, target_address)
          from payout_batches
         order by batch_id
        """;

    private const string First = "0x1111111111111111111111111111111111111111";
    private const string Second = "0x3333333333333333333333333333333333333333";

    private SettlementDesk desk = null!;
    private ChannelId channel;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        desk = new SettlementDesk(Db, Clock);
        channel = await desk.OpenChannelAsync("50");
    }

    public override async ValueTask DisposeAsync()
    {
        await desk.CheckAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Exactly_the_threshold_is_paid_and_one_unit_less_is_not()
    {
        await desk.CollectAsync(channel, "25");
        await desk.CollectAsync(channel, "24.999999");
        Assert.Equal(Ran(0, 0), await desk.PayOwnersAsync());
        await desk.CollectAsync(channel, "0.000001");
        Assert.Equal(Ran(1, 1), await desk.PayOwnersAsync());
        Assert.Equal([$"reserved 50000000 3 usdt@eth {First}"], await Db.ListAsync(BatchesSql));
        var batch = (await desk.TakeAsync<BatchPayoutRequested>()).BatchId;
        var news = await desk.TakeAsync<OwnerEventPublished>();
        Assert.Equal(
            (OwnerEvent.ThresholdReached, channel, batch.ToString(), "50 usdt"),
            (news.Event, news.ChannelId, news.Subject, news.Text)
        );
    }

    [Fact]
    public async Task What_is_not_changed_yet_does_not_count()
    {
        await desk.CreditAsync(channel, CoinAmount.Parse(Coin.Eth, "1"), "2500");
        await desk.CollectAsync(channel, "49");
        await desk.CheckPoolsAsync();
        Assert.Equal(Ran(0, 0), await desk.PayOwnersAsync());
    }

    [Theory]
    [InlineData("19.999999", 0)]
    [InlineData("20", 1)]
    public async Task Whoever_changes_over_to_instant_is_paid_what_is_left(string left, int due)
    {
        await desk.CollectAsync(channel, left);
        await Db.RunAsync("update channels set payout_strategy = 'instant'");
        Assert.Equal(Ran(due, due), await desk.PayOwnersAsync());
    }

    [Fact]
    public async Task While_a_payout_is_under_way_no_other_of_that_channel_begins()
    {
        var other = await desk.OpenChannelAsync("50");
        await desk.CollectAsync(channel, "50");
        await desk.PayOwnersAsync();
        await desk.CollectAsync(channel, "70");
        await desk.CollectAsync(other, "50");
        Assert.Equal(Ran(1, 1), await desk.PayOwnersAsync());

        var first = (await desk.TakeAllAsync<BatchPayoutRequested>())[0].BatchId;
        await EndAsync(first, ExecutionResult.Completed);
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Ran(1, 1), await desk.PayOwnersAsync());
        Assert.Equal(
            [
                $"completed 50000000 1 usdt@eth {First}",
                $"reserved 50000000 1 usdt@eth {First}",
                $"reserved 70000000 1 usdt@eth {First}",
            ],
            // Batches of one moment have no order among them.
            (await Db.ListAsync(BatchesSql)).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_wallet_changed_between_credits_gets_all_of_them_in_one_payout()
    {
        await desk.CollectAsync(channel, "30");
        await Db.RunAsync(
            "update channels set payout_address = $1, payout_coin = 'dai@eth'",
            Second
        );
        await desk.CollectAsync(channel, "30");
        Assert.Equal(Ran(1, 1), await desk.PayOwnersAsync());
        Assert.Equal([$"reserved 60000000 2 dai@eth {Second}"], await Db.ListAsync(BatchesSql));
    }

    [Fact]
    public async Task A_payout_that_came_to_nothing_waits_and_is_made_anew()
    {
        await desk.CollectAsync(channel, "60");
        await desk.PayOwnersAsync();
        var batch = (await desk.TakeAsync<BatchPayoutRequested>()).BatchId;
        await EndAsync(batch, ExecutionResult.Released);
        Assert.Equal(0, await Db.AskAsync<long>(ReservedSql));

        Clock.Advance(SettlementDesk.RetryMin - TimeSpan.FromSeconds(1));
        Assert.Equal(Ran(0, 0), await desk.PayOwnersAsync());
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Ran(1, 1), await desk.PayOwnersAsync());
        var again = (await desk.TakeAsync<BatchPayoutRequested>()).BatchId;
        await EndAsync(again, ExecutionResult.Completed);
        Assert.Equal(
            [$"released 60000000 1 usdt@eth {First}", $"completed 60000000 1 usdt@eth {First}"],
            await Db.ListAsync(BatchesSql)
        );
    }

    [Fact]
    public async Task The_more_often_it_came_to_nothing_the_longer_it_waits()
    {
        await desk.CollectAsync(channel, "60");
        foreach (var hours in new[] { 1, 2, 4, 8, 16, 24, 24 })
        {
            await desk.PayOwnersAsync();
            var batch = (await desk.TakeAsync<BatchPayoutRequested>()).BatchId;
            await EndAsync(batch, ExecutionResult.Released);
            Assert.Equal(TimeSpan.FromHours(hours), await PauseAsync(batch));
            Clock.Advance(TimeSpan.FromHours(hours));
        }

        await desk.PayOwnersAsync();
        var good = (await desk.TakeAsync<BatchPayoutRequested>()).BatchId;
        await EndAsync(good, ExecutionResult.Completed);
        await desk.CollectAsync(channel, "60");
        Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.PayOwnersAsync();
        var bad = (await desk.TakeAsync<BatchPayoutRequested>()).BatchId;
        await EndAsync(bad, ExecutionResult.Released);
        Assert.Equal(TimeSpan.FromHours(1), await PauseAsync(bad));
    }

    [Fact]
    public async Task A_held_payout_keeps_its_credits_and_nothing_else_waiting()
    {
        await desk.CollectAsync(channel, "60");
        await desk.PayOwnersAsync();
        var held = (await desk.TakeAsync<BatchPayoutRequested>()).BatchId;
        await EndAsync(held, ExecutionResult.Held);
        await desk.CollectAsync(channel, "51");
        Assert.Equal(Ran(1, 1), await desk.PayOwnersAsync());
        var next = (await desk.TakeAsync<BatchPayoutRequested>()).BatchId;
        await EndAsync(next, ExecutionResult.Completed);
        await EndAsync(held, ExecutionResult.Completed);

        Assert.Equal(
            [$"completed 60000000 1 usdt@eth {First}", $"completed 51000000 1 usdt@eth {First}"],
            await Db.ListAsync(BatchesSql)
        );
        Assert.Equal(2, await Db.AskAsync<long>(PaidSql));
    }

    [Theory]
    [InlineData(ExecutionResult.Held)]
    [InlineData(ExecutionResult.Released)]
    public async Task What_is_paid_stays_paid(ExecutionResult late)
    {
        await desk.CollectAsync(channel, "60");
        await desk.PayOwnersAsync();
        var batch = (await desk.TakeAsync<BatchPayoutRequested>()).BatchId;
        await EndAsync(batch, ExecutionResult.Completed);
        await EndAsync(batch, late);
        Assert.Equal([$"completed 60000000 1 usdt@eth {First}"], await Db.ListAsync(BatchesSql));
        Assert.Equal(1, await Db.AskAsync<long>(PaidSql));
    }

    [Fact]
    public async Task What_was_given_back_is_never_marked_paid()
    {
        await desk.CollectAsync(channel, "60");
        await desk.PayOwnersAsync();
        var batch = (await desk.TakeAsync<BatchPayoutRequested>()).BatchId;
        await EndAsync(batch, ExecutionResult.Released);
        await EndAsync(batch, ExecutionResult.Completed);
        Assert.Equal([$"released 60000000 1 usdt@eth {First}"], await Db.ListAsync(BatchesSql));
        Assert.Equal(0, await Db.AskAsync<long>(PaidSql));
    }

    [Fact]
    public async Task Told_twenty_times_at_once_it_ends_once()
    {
        await desk.CollectAsync(channel, "60");
        await desk.PayOwnersAsync();
        var batch = (await desk.TakeAsync<BatchPayoutRequested>()).BatchId;
        var message = MessageId.New(TimeProvider.System);
        var results = Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? message : (MessageId?)null);
        var task = new BatchPayoutEnded(batch, ExecutionResult.Completed, null);
        var outcomes = await Task.WhenAll(results.Select(id => desk.DeliverAsync(task, id)));
        Assert.All(outcomes, outcome => Assert.Equal(TaskOutcome.Completed, outcome));
        Assert.Equal(1, await Db.AskAsync<long>(PaidSql));
    }

    [Fact]
    public async Task An_unknown_batch_is_refused() =>
        Assert.IsType<TaskOutcome.Reject>(
            await desk.DeliverAsync(
                new BatchPayoutEnded(BatchId.New(Clock), ExecutionResult.Completed, null)
            )
        );

    [Fact]
    public async Task Twelve_runs_at_once_while_money_comes_in_pay_exact_credits_once()
    {
        var payments = new List<PaymentId>();
        for (var i = 0; i < 40; i++)
        {
            payments.Add(
                await desk.PayAsync(channel, CoinAmount.Parse(Coin.Usdt, "10"), "10", feeBps: 0)
            );
        }

        var coming = payments.Select(payment => desk.DeliverAsync(new PaymentCredited(payment)));
        var paying = Enumerable.Range(0, 12).Select(_ => desk.PayOwnersAsync());
        await Task.WhenAll([.. coming, .. paying]);
        await desk.PayOwnersAsync();

        // That its amount is the sum of exactly its credits is checked after every test.
        Assert.Single(await Db.ListAsync(BatchesSql));
        Assert.Single(await desk.TakeAllAsync<BatchPayoutRequested>());
    }

    [Fact]
    public async Task Whoever_has_very_many_credits_is_paid_in_parts()
    {
        var many = await desk.OpenChannelAsync("55");
        await desk.CollectAsync(many, "0.01");
        await desk.CopyCreditAsync(times: 5_999);
        Assert.Equal(Ran(1, 1), await desk.PayOwnersAsync());
        Assert.Equal([$"reserved 50000000 5000 usdt@eth {First}"], await Db.ListAsync(BatchesSql));
    }

    [Fact]
    public async Task One_owners_trouble_is_not_the_others()
    {
        var broken = await desk.OpenChannelAsync("50");
        await desk.CollectAsync(broken, "60");
        await desk.CollectAsync(channel, "60");
        await Db.RunAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                create function refuse() returns trigger language plpgsql as
                $$ begin raise 'out of order'; end $$;
                create trigger refuse before insert on payout_batches for each row
                when (new.channel_id = '{broken.Value}') execute function refuse()
                """
            )
        );
        Assert.Equal("owners due: 2, payouts started: 1, failed: 1", await desk.PayOwnersAsync());
        Assert.Single(await Db.ListAsync(BatchesSql));
    }

    private const string ReservedSql = "select count(*) from credits where batch_id is not null";
    private const string PaidSql = "select count(*) from credits where paid_at is not null";

    private static string Ran(int due, int started) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"owners due: {due}, payouts started: {started}, failed: 0"
        );

    private Task<TaskOutcome> EndAsync(BatchId batch, ExecutionResult result) =>
        desk.DeliverAsync(
            new BatchPayoutEnded(
                batch,
                result,
                result == ExecutionResult.Completed ? null : "out of order"
            )
        );

    private async Task<TimeSpan> PauseAsync(BatchId batch) =>
        await Db.AskAsync<TimeSpan>(
            "select retry_at - ended_at from payout_batches where batch_id = $1",
            batch.Value
        );
}
