using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay1;

/// <summary>The one place where a transfer is asked for: exactly what was recorded, once.</summary>
internal static class Transfer
{
    public static async Task<bool> RequestAsync(
        Unit unit,
        Execution execution,
        CancellationToken ct
    )
    {
        var asked = await ExecutionQueries.MoveAsync(
            unit,
            execution.PayoutId,
            ExecutionStates.Received,
            ExecutionStates.TransferRequested,
            reason: null,
            ct
        );
        if (asked)
        {
            await unit.EnqueueAsync(
                new TransferRequested(
                    execution.PayoutId,
                    execution.Amount,
                    execution.DepositAddress
                ),
                ct
            );
        }

        return asked;
    }
}
