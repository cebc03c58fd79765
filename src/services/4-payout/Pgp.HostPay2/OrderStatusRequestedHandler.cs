using Pgp.Adapters.ChangeNow;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay2;

/// <summary>A worker: reads the order once and passes the answer back to HOSTPAY1.</summary>
internal sealed class OrderStatusRequestedHandler(Database database, ChangeNowClient exchange)
    : ITaskHandler<OrderStatusRequested>
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    public async Task<TaskOutcome> HandleAsync(
        OrderStatusRequested task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        switch (await exchange.GetOrderAsync(task.OrderId, ct))
        {
            case OrderOutcome.Found found:
                return await AnswerAsync(Answer(task, found.Order), delivery, ct);
            case OrderOutcome.NotFound:
                var unknown = new OrderStatusAnswered(
                    task.PayoutId,
                    task.OrderId,
                    task.Look,
                    OrderProgress.Unknown,
                    "not_found",
                    Paid: null,
                    PaidHash: null
                );
                return await AnswerAsync(unknown, delivery, ct);
            case OrderOutcome.Unavailable down:
                return new TaskOutcome.Retry(down.RetryAfter ?? AskAgain, down.Reason);
            case var other:
                throw new InvalidOperationException($"unknown outcome: {other}");
        }
    }

    /// <summary>The exchange's word in the words that decide something.</summary>
    internal static OrderProgress ProgressOf(SwapState state) =>
        state switch
        {
            SwapState.New or SwapState.Waiting => OrderProgress.Waiting,
            SwapState.Confirming => OrderProgress.Running,
            SwapState.Exchanging => OrderProgress.Running,
            SwapState.Sending => OrderProgress.Running,
            SwapState.Verifying => OrderProgress.Held,
            SwapState.Finished => OrderProgress.Finished,
            SwapState.Failed => OrderProgress.Failed,
            SwapState.Refunded => OrderProgress.Refunded,
            SwapState.Expired => OrderProgress.Expired,
            SwapState.Unknown => OrderProgress.Unknown,
            _ => throw new InvalidOperationException($"unknown state: {state}"),
        };

    private static OrderStatusAnswered Answer(OrderStatusRequested task, OrderStatus order)
    {
        var isRefunded = order.State == SwapState.Refunded;
        return new(
            task.PayoutId,
            task.OrderId,
            task.Look,
            ProgressOf(order.State),
            order.StateText,
            isRefunded ? order.RefundAmount : order.AmountTo,
            isRefunded ? order.RefundHash : order.PayoutHash
        );
    }

    private async Task<TaskOutcome> AnswerAsync(
        OrderStatusAnswered answer,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (await unit.ClaimAsync(delivery, ct))
        {
            await unit.EnqueueAsync(answer, ct);
            await unit.CommitAsync(ct);
        }

        return TaskOutcome.Completed;
    }
}
