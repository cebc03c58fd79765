using System.Numerics;
using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.HostPay1;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Settlement;

/// <summary>
/// What the exchange sends back, and what it keeps of it (spec 40, A14): whoever set the amount
/// aside has all of it again, the rest is the platform's cost.
/// </summary>
public sealed class RefundTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string Order = "order1";

    private SettlementDesk desk = null!;
    private ChannelId channel;
    private ConversionId conversion;

    private PayoutId Payout => PayoutId.Conversion(conversion);

    private Database HostPay1 => Db.As(ServiceName.HostPay1, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        desk = new SettlementDesk(Db, Clock);
        channel = await desk.OpenChannelAsync("50");
        await desk.CreditAsync(channel, CoinAmount.Parse(Coin.Eth, "0.004"), "10");
        await desk.CheckPoolsAsync();
        conversion = await desk.OpenOrderAsync("10", Order);
    }

    public override async ValueTask DisposeAsync()
    {
        await desk.CheckAsync();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData("0.0039", 100_000_000_000_000)]
    [InlineData("0.004", 0)]
    [InlineData("0.0041", -100_000_000_000_000)]
    public async Task What_the_exchange_keeps_is_the_platforms_cost(string sentBack, long cost)
    {
        await DepositAsync();
        await AnswerAsync(look: 1, OrderProgress.Refunded, CoinAmount.Parse(Coin.Eth, sentBack));
        await desk.DeliverAsync(await desk.TakeAsync<ConversionExecuted>());

        var refund = CoinAmount.Parse(Coin.Eth, sentBack).Atomic;
        string[] costs = cost == 0 ? [] : [$"platform:swap_costs eth@eth {cost}"];
        Assert.Equal(
            [
                "owner1 eth@eth -3880000000000000",
                "platform:fees eth@eth -120000000000000",
                .. costs,
                // HOSTPAY3, who is not here, books the deposit out of the wallet.
                "swap:changenow eth@eth -4000000000000000",
                $"wallet:host eth@eth {new BigInteger(4_000_000_000_000_000) + refund}",
            ],
            await desk.BalancesAsync(channel)
        );
    }

    [Fact]
    public async Task A_refund_in_another_coin_or_of_nothing_is_looked_at_again()
    {
        await DepositAsync();
        await AnswerAsync(look: 1, OrderProgress.Refunded, CoinAmount.Parse(Coin.Usdt, "10"));
        await AnswerAsync(look: 2, OrderProgress.Refunded, paid: null);
        await AnswerAsync(look: 3, OrderProgress.Finished, new CoinAmount(Coin.Usdt, 0));
        Assert.Empty(await desk.TakeAllAsync<ConversionExecuted>());
        Assert.Equal("deposited", await StateAsync());
    }

    [Fact]
    public async Task A_failed_order_is_held_once_and_may_still_come_back()
    {
        await DepositAsync();
        await AnswerAsync(look: 1, OrderProgress.Failed, paid: null);
        await AnswerAsync(look: 2, OrderProgress.Expired, paid: null);
        var held = await desk.TakeAsync<ConversionExecuted>();
        Assert.Equal(ExecutionResult.Held, held.Result);
        await desk.DeliverAsync(held);

        await AnswerAsync(look: 3, OrderProgress.Refunded, CoinAmount.Parse(Coin.Eth, "0.004"));
        var released = await desk.TakeAsync<ConversionExecuted>();
        Assert.Equal(ExecutionResult.Released, released.Result);
        await desk.DeliverAsync(released);
        Assert.Equal("refunded", await StateAsync());
    }

    [Theory]
    [InlineData(OrderProgress.Finished)]
    [InlineData(OrderProgress.Running)]
    [InlineData(OrderProgress.Held)]
    [InlineData(OrderProgress.Refunded)]
    [InlineData(OrderProgress.Expired)]
    [InlineData(OrderProgress.Failed)]
    public async Task An_order_that_does_not_wait_is_never_paid(OrderProgress progress)
    {
        await TakeOverAsync();
        await AnswerAsync(look: 0, progress, CoinAmount.Parse(Coin.Usdt, "10"));
        Assert.Empty(await desk.TakeAllAsync<TransferRequested>());
        Assert.Equal("failed_review", await StateAsync());
        var released = await desk.TakeAsync<ConversionExecuted>();
        Assert.Equal(ExecutionResult.Released, released.Result);
        await desk.DeliverAsync(released);
    }

    [Fact]
    public async Task A_transfer_that_ends_twice_changes_nothing_after_the_first()
    {
        await DepositAsync();
        await EndTransferAsync(TransferResult.Rejected);
        Assert.Empty(await desk.TakeAllAsync<ConversionExecuted>());
        Assert.Equal("deposited", await StateAsync());
    }

    [Fact]
    public async Task What_microbatchprocessor_did_not_record_is_not_taken_over()
    {
        var task = await desk.TakeAsync<PoolExecutionRequested>();
        PoolExecutionRequested[] others =
        [
            task with
            {
                OrderId = "order2",
            },
            task with
            {
                DepositAddress = "0x4444444444444444444444444444444444444444",
            },
            task with
            {
                Amount = task.Amount with { Atomic = task.Amount.Atomic + 1 },
            },
            task with
            {
                Amount = new CoinAmount(Coin.Dai, task.Amount.Atomic),
            },
            task with
            {
                ConversionId = ConversionId.New(Clock),
            },
        ];
        foreach (var other in others)
        {
            Assert.IsType<TaskOutcome.Reject>(await TakeOverAsync(other));
        }

        Assert.Empty(await Db.ListAsync("select payout_id from payout_executions"));
    }

    private async Task DepositAsync()
    {
        await TakeOverAsync();
        await AnswerAsync(look: 0, OrderProgress.Waiting, paid: null);
        var wanted = await desk.TakeAsync<TransferRequested>();
        Assert.Equal(
            (Payout, CoinAmount.Parse(Coin.Eth, "0.004"), SettlementDesk.Deposit),
            (wanted.PayoutId, wanted.Amount, wanted.ToAddress)
        );
        await EndTransferAsync(TransferResult.Confirmed);
        Assert.Equal("deposited", await StateAsync());
    }

    private async Task TakeOverAsync() =>
        Assert.Equal(
            TaskOutcome.Completed,
            await TakeOverAsync(await desk.TakeAsync<PoolExecutionRequested>())
        );

    private Task<TaskOutcome> TakeOverAsync(PoolExecutionRequested task) =>
        new PoolExecutionRequestedHandler(
            new ConversionIntake(HostPay1, NullLogger<ConversionIntake>.Instance)
        ).HandleAsync(task, SettlementDesk.Delivered<PoolExecutionRequested>(), Ct);

    private Task<TaskOutcome> AnswerAsync(int look, OrderProgress progress, CoinAmount? paid) =>
        new OrderStatusAnsweredHandler(
            HostPay1,
            Options,
            NullLogger<OrderStatusAnsweredHandler>.Instance
        ).HandleAsync(
            new OrderStatusAnswered(Payout, Order, look, progress, $"{progress}", paid, "0xback"),
            SettlementDesk.Delivered<OrderStatusAnswered>(),
            Ct
        );

    private Task<TaskOutcome> EndTransferAsync(TransferResult result) =>
        new TransferAnsweredHandler(
            HostPay1,
            Options,
            NullLogger<TransferAnsweredHandler>.Instance
        ).HandleAsync(
            new TransferAnswered(Payout, result, "0xdeposit", 1, Reason: null),
            SettlementDesk.Delivered<TransferAnswered>(),
            Ct
        );

    private Task<string> StateAsync() => Db.AskAsync<string>("select state from payout_executions");

    private static HostPay1Options Options => new(TimeSpan.FromSeconds(30));
}
