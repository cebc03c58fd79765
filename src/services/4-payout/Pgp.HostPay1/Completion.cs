using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;
using Pgp.Ledger;

namespace Pgp.HostPay1;

/// <summary>The owner has the money: the payout is closed in state and books.</summary>
internal static class Completion
{
    public static async Task RecordAsync(
        Unit unit,
        Execution execution,
        string? transactionHash,
        CoinAmount paid,
        string? paidHash,
        CancellationToken ct
    )
    {
        var id = execution.PayoutId;
        var completed = await ExecutionQueries.CompleteAsync(
            unit,
            id,
            execution.State,
            transactionHash,
            paid,
            paidHash,
            ct
        );
        if (!completed)
        {
            return;
        }

        // A direct transfer left the books when it was confirmed; a swap leaves the exchange now.
        if (!execution.IsDirect)
        {
            await Books.BookAsync(
                unit,
                new Entry($"payout_completed:{id}", "payout_completed") { Payout = id }.Move(
                    execution.Amount,
                    Account.AtChangeNow,
                    Account.PayoutsInFlight
                ),
                ct
            );
        }

        await unit.EnqueueAsync(
            new OwnerEventPublished(
                OwnerEvent.PayoutCompleted,
                execution.ChannelId,
                id.Value,
                paid.ToString()
            ),
            ct
        );
    }
}
