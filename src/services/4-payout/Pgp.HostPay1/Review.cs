using Pgp.Common.Database;
using Pgp.Contracts.Tasks;
using Pgp.Ledger;

namespace Pgp.HostPay1;

/// <summary>
/// A payout that did not work out. A person is told; the books say where the money is.
/// </summary>
internal static class Review
{
    /// <summary>Nothing left the wallet: the share is the owner's balance again.</summary>
    public static async Task ReleaseAsync(
        Unit unit,
        Execution execution,
        string reason,
        CancellationToken ct
    )
    {
        if (!await EndAsync(unit, execution, reason, ct))
        {
            return;
        }

        var id = execution.PayoutId;
        await Books.BookAsync(
            unit,
            new Entry($"payout_released:{id}", "payout_released") { Payout = id }.Move(
                execution.Amount,
                Account.OwnerPayable(execution.ChannelId),
                Account.PayoutsInFlight
            ),
            ct
        );
    }

    /// <summary>
    /// The deposit is at the exchange and stays booked there until it is settled by hand.
    /// </summary>
    public static Task HoldAsync(
        Unit unit,
        Execution execution,
        string reason,
        CancellationToken ct
    ) => EndAsync(unit, execution, reason, ct);

    private static async Task<bool> EndAsync(
        Unit unit,
        Execution execution,
        string reason,
        CancellationToken ct
    )
    {
        var id = execution.PayoutId;
        var ended = await ExecutionQueries.MoveAsync(
            unit,
            id,
            execution.State,
            ExecutionStates.FailedReview,
            reason,
            ct
        );
        if (ended)
        {
            await unit.EnqueueAsync(
                new OwnerEventPublished(
                    OwnerEvent.PayoutInReview,
                    execution.ChannelId,
                    id.Value,
                    execution.Amount.ToString()
                ),
                ct
            );
        }

        return ended;
    }
}
