using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.MicroBatchProcessor;

/// <summary>
/// The order is open and on record: only now may it be paid. HOSTPAY1 does, and follows it.
/// </summary>
internal sealed class ConversionOrderAnsweredHandler(
    Database database,
    ConversionReturn giveBack,
    ILogger<ConversionOrderAnsweredHandler> log
) : ITaskHandler<ConversionOrderAnswered>
{
    public async Task<TaskOutcome> HandleAsync(
        ConversionOrderAnswered task,
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
        if (task.OrderId is not { } order || task.DepositAddress is not { } address)
        {
            await giveBack.RecordAsync(unit, conversion, task.Refusal ?? "no order", ct);
        }
        else if (await ConversionQueries.ExecuteAsync(unit, conversion.Id, order, address, ct))
        {
            await HandOverAsync(unit, conversion, order, address, ct);
            log.HandedOver(conversion.Id, order);
        }

        await unit.CommitAsync(ct);
        return TaskOutcome.Completed;
    }

    private static Task HandOverAsync(
        Unit unit,
        Conversion conversion,
        string order,
        string address,
        CancellationToken ct
    )
    {
        var (id, amount) = (conversion.Id, conversion.Amount);
        return conversion.IsPool
            ? unit.EnqueueAsync(new PoolExecutionRequested(id, amount, address, order), ct)
            : unit.EnqueueAsync(new CreditExecutionRequested(id, amount, address, order), ct);
    }
}
