using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;
using Pgp.Ledger;

namespace Pgp.Split1;

/// <summary>
/// Starts a payout: the owner's share is set aside and the exchange is asked for a price, or, where
/// the owner wants the coin we hold, the payout is handed over at once.
/// </summary>
internal sealed class PayoutRequestedHandler(Database database, ILogger<PayoutRequestedHandler> log)
    : ITaskHandler<PayoutRequested>
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
        if (await PayoutQueries.FindShareAsync(unit, task.PaymentId, ct) is not { } share)
        {
            return new TaskOutcome.Reject("no settled payment to be paid out at once");
        }

        if (await PayoutQueries.CreateAsync(unit, task.PayoutId, task.PaymentId, share, ct))
        {
            await SetAsideAsync(unit, task, share, ct);
            await NextAsync(unit, task.PayoutId, share, ct);
        }

        await unit.CommitAsync(ct);
        log.Created(task.PayoutId, share.Net, share.TargetCoin);
        return TaskOutcome.Completed;
    }

    private static async Task SetAsideAsync(
        Unit unit,
        PayoutRequested task,
        SettledShare share,
        CancellationToken ct
    )
    {
        var entry = new Entry($"payout_created:{task.PayoutId}", "payout_created")
        {
            Payment = task.PaymentId,
            Payout = task.PayoutId,
        };
        entry.Move(share.Net, Account.PayoutsInFlight, Account.OwnerPayable(share.ChannelId));
        if (!await Books.BookAsync(unit, entry, ct))
        {
            throw new InvalidOperationException($"{task.PayoutId} is in the books but not created");
        }
    }

    private static async Task NextAsync(
        Unit unit,
        PayoutId payout,
        SettledShare share,
        CancellationToken ct
    )
    {
        if (!share.IsDirect)
        {
            var question = new EstimateRequested(payout, share.Net, share.TargetCoin);
            await unit.EnqueueAsync(question, ct);
            return;
        }

        await PayoutQueries.HandOverAsync(
            unit,
            payout,
            exchangeId: null,
            share.TargetAddress,
            PayoutStates.Created,
            ct
        );
        await unit.EnqueueAsync(
            new PayoutTriggered(payout, share.Net, share.TargetAddress, OrderId: null),
            ct
        );
    }
}
