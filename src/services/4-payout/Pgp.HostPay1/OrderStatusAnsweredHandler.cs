using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay1;

/// <summary>
/// Decides on an order's state. Before the deposit only an order that waits is paid; after it the
/// order is followed until it ends, however long that takes.
/// </summary>
internal sealed class OrderStatusAnsweredHandler(
    Database database,
    HostPay1Options options,
    ILogger<OrderStatusAnsweredHandler> log
) : ITaskHandler<OrderStatusAnswered>
{
    public async Task<TaskOutcome> HandleAsync(
        OrderStatusAnswered task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        var execution = await ExecutionQueries.FindAsync(unit, task.PayoutId, ct);
        if (execution is null || execution.ExchangeId != task.OrderId)
        {
            return new TaskOutcome.Reject("the answer is about another order");
        }

        switch (execution.State)
        {
            case ExecutionStates.Received:
                await BeforeDepositAsync(unit, execution, task, ct);
                break;
            case ExecutionStates.Deposited:
            case ExecutionStates.Held:
                await AfterDepositAsync(unit, execution, task, ct);
                break;
            default:
                // A late answer: what it could decide is decided.
                break;
        }

        await unit.CommitAsync(ct);
        log.OrderStands(task.PayoutId, task.ProviderStatus);
        return TaskOutcome.Completed;
    }

    private async Task BeforeDepositAsync(
        Unit unit,
        Execution execution,
        OrderStatusAnswered task,
        CancellationToken ct
    )
    {
        switch (task.Progress)
        {
            case OrderProgress.Waiting:
                await Transfer.RequestAsync(unit, execution, ct);
                break;
            case OrderProgress.Unknown:
                await LookAgainAsync(unit, execution, task, ct);
                break;
            default:
                // Somebody else paid it, or it died before it was paid: nothing was sent by us.
                var reason = $"order is {task.ProviderStatus} before it was paid";
                await Review.ReleaseAsync(unit, execution, reason, ct);
                break;
        }
    }

    private async Task AfterDepositAsync(
        Unit unit,
        Execution execution,
        OrderStatusAnswered task,
        CancellationToken ct
    )
    {
        switch (task.Progress)
        {
            case OrderProgress.Finished when task.Paid is { Atomic.Sign: > 0 } paid:
                await Completion.RecordAsync(unit, execution, null, paid, task.PaidHash, ct);
                break;
            case OrderProgress.Refunded when IsRefund(task, execution, out var refund):
                await Review.RefundAsync(unit, execution, refund, task.PaidHash, ct);
                break;
            case OrderProgress.Failed or OrderProgress.Expired:
                // Neither is an end: the exchange may still send it back, or go on (spec 70, 2.5).
                var reason = $"order is {task.ProviderStatus} after it was paid";
                await Review.HoldAsync(unit, execution, reason, ct);
                await LookAgainAsync(unit, execution, task, ct);
                break;
            default:
                await LookAgainAsync(unit, execution, task, ct);
                break;
        }
    }

    private static bool IsRefund(
        OrderStatusAnswered task,
        Execution execution,
        out CoinAmount refund
    )
    {
        refund = task.Paid ?? default;
        return refund.Atomic.Sign > 0 && refund.Coin == execution.Amount.Coin;
    }

    private async Task LookAgainAsync(
        Unit unit,
        Execution execution,
        OrderStatusAnswered task,
        CancellationToken ct
    )
    {
        var status = task.ProviderStatus;
        var looks = await ExecutionQueries.LookedAsync(unit, execution.PayoutId, status, ct);
        await unit.EnqueueAsync(
            new OrderFollowUp(execution.PayoutId, looks),
            unit.Now + options.PauseAfter(looks),
            ct
        );
    }
}
