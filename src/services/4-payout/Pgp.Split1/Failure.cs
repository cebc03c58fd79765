using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;
using Pgp.Ledger;

namespace Pgp.Split1;

/// <summary>
/// A payout that cannot go on before anything was sent: the share is its owner's again.
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
        await TellAsync(unit, id, payout.ChannelId, payout.Source, reason, ct);
    }

    /// <summary>Nothing was set aside yet, so there is nothing to give back.</summary>
    public static async Task BeforeSetAsideAsync(
        Unit unit,
        PayoutId id,
        OwnersShare share,
        string reason,
        CancellationToken ct
    )
    {
        if (await PayoutQueries.FailAsync(unit, id, reason, ct))
        {
            await TellAsync(unit, id, share.ChannelId, share.Amount, reason, ct);
        }
    }

    private static async Task TellAsync(
        Unit unit,
        PayoutId id,
        ChannelId channel,
        CoinAmount amount,
        string reason,
        CancellationToken ct
    )
    {
        await unit.EnqueueAsync(
            new OwnerEventPublished(
                OwnerEvent.PayoutInReview,
                channel,
                id.Value,
                amount.ToString()
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
