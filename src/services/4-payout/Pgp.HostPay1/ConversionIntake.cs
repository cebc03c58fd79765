using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay1;

/// <summary>Takes a conversion over from MICROBATCHPROCESSOR: looks at its order first.</summary>
internal sealed class ConversionIntake(Database database, ILogger<ConversionIntake> log)
{
    public async Task<TaskOutcome> TakeAsync(
        ConversionId conversion,
        CoinAmount amount,
        string depositAddress,
        string orderId,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        if (
            !await ExecutionQueries.ReceiveAsync(
                unit,
                conversion,
                amount,
                depositAddress,
                orderId,
                ct
            )
        )
        {
            return new TaskOutcome.Reject("MICROBATCHPROCESSOR recorded no such order");
        }

        var id = PayoutId.Conversion(conversion);
        await unit.EnqueueAsync(new OrderStatusRequested(id, orderId, Look: 0), ct);
        await unit.CommitAsync(ct);
        log.Received(id, amount);
        return TaskOutcome.Completed;
    }
}
