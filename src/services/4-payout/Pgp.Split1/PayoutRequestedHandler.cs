using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;

namespace Pgp.Split1;

/// <summary>Starts the payout of one payment whose owner is paid at once.</summary>
internal sealed class PayoutRequestedHandler(
    Database database,
    Split1Options options,
    ILogger<PayoutRequestedHandler> log
) : ITaskHandler<PayoutRequested>
{
    public async Task<TaskOutcome> HandleAsync(
        PayoutRequested task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        if (task.PayoutId != PayoutId.Instant(task.PaymentId))
        {
            return new TaskOutcome.Reject("the payout's id does not follow from its payment");
        }

        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        // Wallet and amount come from the settled payment, never from the message.
        if (await ShareQueries.OfPaymentAsync(unit, task.PaymentId, ct) is not { } share)
        {
            return new TaskOutcome.Reject("no settled payment to be paid out at once");
        }

        var source = new PayoutSource(task.PaymentId, Batch: null);
        var began = await PayoutStart.BeginAsync(unit, task.PayoutId, source, share, options, ct);
        await unit.CommitAsync(ct);
        log.Began(task.PayoutId, share, began);
        return TaskOutcome.Completed;
    }
}
