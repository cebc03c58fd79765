using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;
using Pgp.Ledger;

namespace Pgp.Split1;

/// <summary>
/// A payout that cannot go on before anything was sent: the share goes back to its owner.
/// </summary>
internal static class Failure
{
    public static async Task RecordAsync(
        Unit unit,
        Payout payout,
        string reason,
        CancellationToken ct
    )
    {
        if (!await PayoutQueries.FailAsync(unit, payout.PayoutId, reason, ct))
        {
            return;
        }

        var id = payout.PayoutId;
        var owner = Account.OwnerPayable(payout.ChannelId);
        await Books.BookAsync(
            unit,
            new Entry($"payout_released:{id}", "payout_released") { Payout = id }.Move(
                payout.Source,
                owner,
                Account.PayoutsInFlight
            ),
            ct
        );
        await unit.EnqueueAsync(
            new OwnerEventPublished(
                OwnerEvent.PayoutInReview,
                payout.ChannelId,
                id.Value,
                payout.Source.ToString()
            ),
            ct
        );
        if (id.Cause == PayoutCause.Batch)
        {
            await unit.EnqueueAsync(
                new BatchPayoutEnded(id.BatchId, ExecutionResult.Released, reason),
                ct
            );
        }
    }
}
