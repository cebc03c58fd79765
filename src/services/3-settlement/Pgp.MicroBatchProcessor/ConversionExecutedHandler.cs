using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.MicroBatchProcessor;

/// <summary>
/// The conversion's order ended. Finished, its proceeds are distributed: state, shares and books in
/// one unit, once. Otherwise the credits return to the pool, or wait with the exchange.
/// </summary>
internal sealed class ConversionExecutedHandler(
    Database database,
    ConversionReturn giveBack,
    ILogger<ConversionExecutedHandler> log
) : ITaskHandler<ConversionExecuted>
{
    public async Task<TaskOutcome> HandleAsync(
        ConversionExecuted task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        var conversion = await ConversionQueries.GetAsync(unit, task.ConversionId, ct);
        if (conversion.IsOver)
        {
            // A late word about a hold: what it could decide is decided.
            await unit.CommitAsync(ct);
            return TaskOutcome.Completed;
        }

        switch (task.Result)
        {
            case ExecutionResult.Completed when task.Received is { } received:
                await DistributeAsync(unit, conversion, received, task.PayoutHash, ct);
                break;
            case ExecutionResult.Released:
                await giveBack.RecordAsync(unit, conversion, task.Reason ?? "not executed", ct);
                break;
            case ExecutionResult.Held:
                var reason = task.Reason ?? "held by the exchange";
                await ConversionQueries.HoldAsync(unit, conversion.Id, reason, ct);
                log.Held(conversion.Id, reason);
                break;
            default:
                return new TaskOutcome.Reject("completed, but nothing was received");
        }

        await unit.CommitAsync(ct);
        return TaskOutcome.Completed;
    }

    private async Task DistributeAsync(
        Unit unit,
        Conversion conversion,
        CoinAmount received,
        string? paidHash,
        CancellationToken ct
    )
    {
        var credits = await CreditQueries.LockClaimedAsync(unit, conversion.Id, ct);
        var distribution = Distribution.Of(
            received.As<Usdt>(),
            conversion.GrossValue,
            [.. credits.Select(credit => credit.NetValue)]
        );
        var completed = await ConversionQueries.CompleteAsync(
            unit,
            conversion,
            received.As<Usdt>(),
            distribution.ToOwners,
            paidHash,
            ct
        );
        if (!completed)
        {
            throw new InvalidOperationException($"{conversion.Id} is not being executed");
        }

        var shares = distribution.Shares;
        await CreditQueries.DistributeAsync(unit, conversion.Id, credits, shares, ct);
        await ConversionBooks.CompleteAsync(unit, conversion, credits, distribution, ct);
        log.Distributed(conversion.Id, received, distribution.ToOwners);
    }
}
