using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.Accumulator;

/// <summary>
/// Adds a settled payment to its owner's balance, once. The books have it as the owner's already:
/// ORCHESTRATOR booked the split when it settled the payment.
/// </summary>
internal sealed class PaymentCreditedHandler(
    Database database,
    AccumulatorOptions options,
    ILogger<PaymentCreditedHandler> log
) : ITaskHandler<PaymentCredited>
{
    public async Task<TaskOutcome> HandleAsync(
        PaymentCredited task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        // Amounts and owner come from the settled payment, never from the message.
        if (await CreditQueries.FindPaymentAsync(unit, task.PaymentId, ct) is not { } payment)
        {
            return new TaskOutcome.Reject("no settled payment whose owner collects");
        }

        var credit = CreditId.New(unit.Clock);
        if (await CreditQueries.AddAsync(unit, credit, payment, ct) && IsLarge(payment))
        {
            await unit.EnqueueAsync(new LargeCreditAdded(credit), ct);
        }

        await unit.CommitAsync(ct);
        log.Credited(task.PaymentId, payment.Net, payment.ChannelId);
        return TaskOutcome.Completed;
    }

    private bool IsLarge(CollectedPayment payment) =>
        payment.Net.Coin != Coin.Usdt && payment.Value >= options.ConvertAtOnce;
}
