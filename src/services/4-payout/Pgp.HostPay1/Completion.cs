using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Ledger;

namespace Pgp.HostPay1;

/// <summary>The receiver has the money: the execution is closed in state and books.</summary>
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
        // What a conversion brings is booked by whoever distributes it.
        if (execution is { IsDirect: false, ChannelId: not null })
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

        await Report.CompletedAsync(unit, execution, paid, paidHash, ct);
    }
}
