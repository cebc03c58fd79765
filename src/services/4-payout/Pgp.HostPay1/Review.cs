using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Ledger;

namespace Pgp.HostPay1;

/// <summary>
/// An execution that did not work out. The books say where the money is, and whoever waits for it
/// is told.
/// </summary>
internal static class Review
{
    /// <summary>Nothing left the wallet: the amount belongs to those who set it aside.</summary>
    public static async Task ReleaseAsync(
        Unit unit,
        Execution execution,
        string reason,
        CancellationToken ct
    )
    {
        var (id, from, to) = (execution.PayoutId, execution.State, ExecutionStates.FailedReview);
        var isLegal = ExecutionStates.Moves[from].Contains(to);
        if (!isLegal || !await ExecutionQueries.MoveAsync(unit, id, from, to, reason, ct))
        {
            return;
        }

        if (execution.ChannelId is { } channel)
        {
            var entry = new Entry($"payout_released:{id}", "payout_released") { Payout = id };
            entry.Move(execution.Amount, Account.OwnerPayable(channel), Account.PayoutsInFlight);
            await Books.BookAsync(unit, entry, ct);
        }

        await Report.ReleasedAsync(unit, execution, reason, ct);
    }

    /// <summary>
    /// The deposit is at the exchange, which does not go on: it stays booked there and is followed.
    /// </summary>
    public static async Task HoldAsync(
        Unit unit,
        Execution execution,
        string reason,
        CancellationToken ct
    )
    {
        var (id, from, to) = (execution.PayoutId, ExecutionStates.Deposited, ExecutionStates.Held);
        if (await ExecutionQueries.MoveAsync(unit, id, from, to, reason, ct))
        {
            await Report.HeldAsync(unit, execution, reason, ct);
        }
    }

    /// <summary>
    /// The exchange sent the deposit back. What it kept is the platform's cost: whoever set the
    /// amount aside gets all of it back.
    /// </summary>
    public static async Task RefundAsync(
        Unit unit,
        Execution execution,
        CoinAmount refund,
        string? refundHash,
        CancellationToken ct
    )
    {
        const string reason = "sent back by the exchange";
        if (!await ExecutionQueries.RefundAsync(unit, execution, reason, refund, refundHash, ct))
        {
            return;
        }

        var (id, amount) = (execution.PayoutId, execution.Amount);
        var entry = new Entry($"payout_refunded:{id}", "payout_refunded") { Payout = id };
        entry.Move(amount, Account.AtChangeNow, Account.PlatformSwapCosts);
        entry.Move(refund, Account.PlatformSwapCosts, Account.HostWallet);
        if (execution.ChannelId is { } channel)
        {
            entry.Move(amount, Account.OwnerPayable(channel), Account.PayoutsInFlight);
        }

        await Books.BookAsync(unit, entry, ct);
        await Report.ReleasedAsync(unit, execution, reason, ct);
    }
}
