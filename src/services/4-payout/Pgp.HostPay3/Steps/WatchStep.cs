using Microsoft.Extensions.Logging;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Adapters.Ethereum.Signing;
using Pgp.Common.Database;

namespace Pgp.HostPay3.Steps;

/// <summary>
/// Broadcast → confirmed or reverted: looks for any of the transfer's transactions in the chain.
/// Not there, it sends the same bytes again or bids more under the same nonce, and nothing else.
/// </summary>
internal sealed class WatchStep(
    Database database,
    EthereumRpc rpc,
    ChainGuard guard,
    ChainAssets assets,
    ReplaceStep replace,
    HostPay3Options options,
    ILogger<WatchStep> log
)
{
    public async Task<StepResult> RunAsync(Transfer transfer, CancellationToken ct)
    {
        var transactions = await TransactionQueries.ListAsync(database, transfer.PayoutId, ct);
        foreach (var transaction in transactions)
        {
            if (await rpc.FindReceiptAsync(transaction.Hash, ct) is { } receipt)
            {
                return await JudgeAsync(transfer, receipt, ct);
            }
        }

        var wait = new StepResult.Wait(options.WatchEvery, null, null);
        if (transfer.State == TransferStates.Review)
        {
            return wait;
        }

        var mined = await rpc.TransactionCountAsync(guard.Address, BlockTag.Latest, ct);
        if (mined > transfer.Nonce!.Value)
        {
            return await OnNonceUsedAsync(transfer, transactions, ct);
        }

        if (await replace.IsDueAsync(transfer, transactions[0], mined, ct))
        {
            var bid = await replace.RunAsync(transfer, transactions, ct);
            if (bid is not StepResult.Wait { Error: not null } held)
            {
                return bid;
            }

            // No further bid: the last one must stay out, or it could never be mined.
            wait = held;
        }

        await ResendIfForgottenAsync(transfer, transactions[0], ct);
        return wait;
    }

    private async Task<StepResult> JudgeAsync(
        Transfer transfer,
        TransactionReceipt receipt,
        CancellationToken ct
    )
    {
        var head = await rpc.BlockNumberAsync(ct);
        if (head - receipt.Block.Number + 1 < options.Confirmations)
        {
            return new StepResult.Wait(options.WatchEvery, null, null);
        }

        if (receipt.Succeeded && !HasArrived(transfer, receipt))
        {
            // The tokens are gone. Booked as undone, the owner would be paid a second time.
            const string text = "mined, but the token moved another amount";
            return await LeaveToPersonAsync(transfer, TransferError.AmountDiffers, text, ct);
        }

        return new StepResult.Ended(
            new Ending.Mined(
                receipt.TransactionHash,
                receipt.Succeeded,
                receipt.Block.Number,
                receipt.GasUsed,
                receipt.EffectiveGasPrice,
                receipt.Fee
            )
        );
    }

    // A token's word is its Transfer event: USDT returns nothing, and a fee token sends less.
    private bool HasArrived(Transfer transfer, TransactionReceipt receipt)
    {
        var asset = assets[transfer.Amount.Coin];
        return asset.Contract is not { } contract
            || receipt.Logs.Any(entry =>
                Erc20.TryReadTransfer(entry, out var moved)
                && moved.Contract == contract
                && moved.From == guard.Address
                && moved.To == transfer.To
                && moved.Atomic == transfer.Amount.Atomic
            );
    }

    // The nonce is used but none of our hashes shows: first the node's view may lag, so only a
    // nonce that stays used without us for a while is a conflict. Never a reason to sign again.
    private async Task<StepResult> OnNonceUsedAsync(
        Transfer transfer,
        IReadOnlyList<RecordedTransaction> transactions,
        CancellationToken ct
    )
    {
        var age = database.Clock.GetUtcNow() - transactions[0].CreatedAt;
        if (age < options.ReplaceAfter)
        {
            return new StepResult.Wait(
                options.WatchEvery,
                null,
                "the nonce is used; looking again"
            );
        }

        const string text = "another transaction used the nonce";
        return await LeaveToPersonAsync(transfer, TransferError.NonceConflict, text, ct);
    }

    private async Task<StepResult> LeaveToPersonAsync(
        Transfer transfer,
        TransferError error,
        string reason,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        var (id, from, to) = (transfer.PayoutId, TransferStates.Broadcast, TransferStates.Review);
        if (await TransferQueries.MoveAsync(unit, id, from, to, error, reason, ct))
        {
            await unit.CommitAsync(ct);
            log.NeedsReview(id, reason);
        }

        return new StepResult.Wait(options.WatchEvery, null, null);
    }

    private async Task ResendIfForgottenAsync(
        Transfer transfer,
        RecordedTransaction newest,
        CancellationToken ct
    )
    {
        if (await rpc.FindTransactionAsync(newest.Hash, ct) is null)
        {
            var outcome = await rpc.SendRawTransactionAsync(newest.Signed, ct);
            var word = outcome.GetType().Name;
            log.Sent(transfer.PayoutId, transfer.Nonce!.Value, newest.Hash, word);
        }
    }
}
