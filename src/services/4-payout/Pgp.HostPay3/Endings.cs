using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;
using Pgp.Ledger;

namespace Pgp.HostPay3;

/// <summary>
/// Records the end of a transfer: state, books and the answer to HOSTPAY1 in one unit.
/// </summary>
internal static class Endings
{
    private const string IsDirectSql = """
        select exchange_id is null from payout_executions where payout_id = $1
        """;

    /// <returns><see langword="false"/> when the state has moved meanwhile: look anew.</returns>
    public static async Task<bool> RecordAsync(
        Database database,
        Transfer transfer,
        Ending ending,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return true;
        }

        var answer = ending switch
        {
            Ending.Mined mined => await RecordMinedAsync(unit, transfer, mined, ct),
            Ending.Rejected rejected => await RecordRejectedAsync(unit, transfer, rejected, ct),
            _ => throw new InvalidOperationException($"unknown ending: {ending}"),
        };
        if (answer is null)
        {
            // Claimed without a next step, nobody would ever look at it again.
            return false;
        }

        await unit.EnqueueAsync(answer, ct);
        await unit.CommitAsync(ct);
        return true;
    }

    private static async Task<TransferAnswered?> RecordMinedAsync(
        Unit unit,
        Transfer transfer,
        Ending.Mined mined,
        CancellationToken ct
    )
    {
        var id = transfer.PayoutId;
        var to = mined.Succeeded ? TransferStates.Confirmed : TransferStates.Reverted;
        var error = mined.Succeeded ? (TransferError?)null : TransferError.Reverted;
        if (!await TransferQueries.MoveAsync(unit, id, transfer.State, to, error, null, ct))
        {
            return null;
        }

        await TransactionQueries.RecordEndAsync(unit, id, mined, ct);
        await BookAsync(unit, transfer, mined, ct);
        return new TransferAnswered(
            id,
            mined.Succeeded ? TransferResult.Confirmed : TransferResult.Reverted,
            mined.Hash.ToString(),
            mined.BlockNumber,
            mined.Succeeded ? null : "undone by the contract"
        );
    }

    private static async Task<TransferAnswered?> RecordRejectedAsync(
        Unit unit,
        Transfer transfer,
        Ending.Rejected rejected,
        CancellationToken ct
    )
    {
        var id = transfer.PayoutId;
        var (from, to) = (TransferStates.Requested, TransferStates.Rejected);
        var (error, reason) = (rejected.Error, rejected.Reason);
        return await TransferQueries.MoveAsync(unit, id, from, to, error, reason, ct)
            ? new TransferAnswered(id, TransferResult.Rejected, null, null, reason)
            : null;
    }

    private static async Task BookAsync(
        Unit unit,
        Transfer transfer,
        Ending.Mined mined,
        CancellationToken ct
    )
    {
        var id = transfer.PayoutId;
        var entry = new Entry($"transfer:{id}", "transfer_mined") { Payout = id };
        if (mined.Succeeded)
        {
            // Without an exchange the owner has it now; with one, the exchange has it first.
            var direct = await IsDirectAsync(unit, id, ct);
            var receiver = direct ? Account.PayoutsInFlight : Account.AtChangeNow;
            entry.Move(transfer.Amount, Account.HostWallet, receiver);
        }

        entry.Move(mined.Fee.ToCoinAmount(), Account.HostWallet, Account.PlatformGas);
        await Books.BookAsync(unit, entry, ct);
    }

    private static async Task<bool> IsDirectAsync(Unit unit, PayoutId id, CancellationToken ct) =>
        (await unit.Sql(IsDirectSql).With(id).ValueAsync(row => row.Flag(0), ct))!.Value;
}
