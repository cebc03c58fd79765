using Microsoft.Extensions.Logging;
using Pgp.Adapters.ChangeNow;
using Pgp.Adapters.Ethereum;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.Split3;

/// <summary>
/// Opens one order for one payout. The exchange has no idempotency key, so the intent is recorded
/// first; an order whose answer got lost is an orphan that nobody will ever fund.
/// </summary>
internal sealed class SwapRequestedHandler(
    Database database,
    ChangeNowClient exchange,
    Split3Options options,
    ILogger<SwapRequestedHandler> log
) : ITaskHandler<SwapRequested>
{
    // Requests whose answer may have got lost; after these a person looks (spec 20, section 15).
    private const int RequestsMax = 3;

    // Floating orders repeat the amount; anything off means another order than asked for.
    private static readonly BasisPoints AmountTolerance = new(0);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    public async Task<TaskOutcome> HandleAsync(
        SwapRequested task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        var recorded = await RecordIntentAsync(task, ct);
        if (recorded.State != "requested")
        {
            // An earlier delivery got the answer but not as far as passing it on.
            var answer = new SwapAnswered(
                task.PayoutId,
                recorded.ExchangeId,
                recorded.DepositAddress,
                recorded.Refusal
            );
            return await AnswerAsync(answer, delivery, ct);
        }

        if (recorded.Requests > RequestsMax)
        {
            return await RefuseAsync(
                task,
                "the exchange's answers kept getting lost",
                delivery,
                ct
            );
        }

        var request = new OrderRequest(
            task.From,
            task.To,
            task.Address,
            task.ExtraId,
            options.RefundAddress,
            task.PayoutId.Value
        );
        switch (await exchange.CreateOrderAsync(request, ct))
        {
            case CreateOrderOutcome.Created created:
                return await AcceptAsync(task, request, created.Order, delivery, ct);
            case CreateOrderOutcome.Rejected rejected:
                return await RefuseAsync(
                    task,
                    $"the exchange refuses: {rejected.Code}",
                    delivery,
                    ct
                );
            case CreateOrderOutcome.Unavailable down:
                await ForgetRequestAsync(task, ct);
                return new TaskOutcome.Retry(down.RetryAfter ?? AskAgain, down.Reason);
            case CreateOrderOutcome.UnknownOutcome unknown:
                log.AnswerLost(task.PayoutId, unknown.Reason);
                return new TaskOutcome.Retry(AskAgain, unknown.Reason);
            case var other:
                throw new InvalidOperationException($"unknown outcome: {other}");
        }
    }

    private async Task<RecordedOrder> RecordIntentAsync(SwapRequested task, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        var recorded = await SwapOrderQueries.RequestAsync(unit, task.PayoutId, ct);
        await unit.CommitAsync(ct);
        return recorded;
    }

    // Certainly no order came of it, so it does not count: an outage may last for hours.
    private async Task ForgetRequestAsync(SwapRequested task, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        await SwapOrderQueries.ForgetRequestAsync(unit, task.PayoutId, ct);
        await unit.CommitAsync(ct);
    }

    private async Task<TaskOutcome> AcceptAsync(
        SwapRequested task,
        OrderRequest request,
        SwapOrder order,
        Delivery delivery,
        CancellationToken ct
    )
    {
        var differences = OrderEcho.Check(request, order, AmountTolerance);
        if (differences.Count > 0 || !EthAddress.TryParse(order.PayinAddress, out _))
        {
            var fields = string.Join(", ", differences.Select(difference => difference.Field));
            return await RefuseAsync(
                task,
                $"the order is not what was asked: {fields}",
                delivery,
                ct
            );
        }

        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        var (id, address) = (order.Id, order.PayinAddress);
        if (await SwapOrderQueries.RecordCreatedAsync(unit, task.PayoutId, id, address, ct))
        {
            var answer = new SwapAnswered(task.PayoutId, id, address, Refusal: null);
            await unit.EnqueueAsync(answer, ct);
        }

        await unit.CommitAsync(ct);
        log.OrderOpened(task.PayoutId, id);
        return TaskOutcome.Completed;
    }

    private async Task<TaskOutcome> RefuseAsync(
        SwapRequested task,
        string reason,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        if (await SwapOrderQueries.RecordRefusedAsync(unit, task.PayoutId, reason, ct))
        {
            await unit.EnqueueAsync(new SwapAnswered(task.PayoutId, null, null, reason), ct);
        }

        await unit.CommitAsync(ct);
        log.NoOrder(task.PayoutId, reason);
        return TaskOutcome.Completed;
    }

    private async Task<TaskOutcome> AnswerAsync(
        SwapAnswered answer,
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
