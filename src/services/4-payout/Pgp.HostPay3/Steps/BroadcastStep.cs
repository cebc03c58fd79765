using Microsoft.Extensions.Logging;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Common.Database;

namespace Pgp.HostPay3.Steps;

/// <summary>
/// Signed → broadcast: sends the recorded bytes. Whatever the node answers, they may be out; from
/// here on only the chain says what became of them.
/// </summary>
internal sealed class BroadcastStep(
    Database database,
    EthereumRpc rpc,
    HostPay3Options options,
    ILogger<BroadcastStep> log
)
{
    public async Task<StepResult> RunAsync(Transfer transfer, CancellationToken ct)
    {
        var newest = (await TransactionQueries.ListAsync(database, transfer.PayoutId, ct))[0];
        var outcome = await rpc.SendRawTransactionAsync(newest.Signed, ct);
        log.Sent(transfer.PayoutId, transfer.Nonce!.Value, newest.Hash, outcome.GetType().Name);
        switch (outcome)
        {
            case BroadcastOutcome.InsufficientFunds:
                // Not taken by this node, and it stays ours to send: the wallet is being refilled.
                return new StepResult.Wait(
                    options.WatchEvery,
                    TransferError.InsufficientFunds,
                    "the node finds too little in the wallet"
                );
            case BroadcastOutcome.Refused refused:
                await MoveAsync(transfer, newest, TransferStates.Review, refused.Reason, ct);
                log.NeedsReview(transfer.PayoutId, refused.Reason);
                return StepResult.Continue;
            default:
                await MoveAsync(transfer, newest, TransferStates.Broadcast, null, ct);
                return StepResult.Continue;
        }
    }

    private async Task MoveAsync(
        Transfer transfer,
        RecordedTransaction sent,
        string to,
        string? reason,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        var error = reason is null ? (TransferError?)null : TransferError.BroadcastRefused;
        await TransactionQueries.RecordBroadcastAsync(unit, sent.Hash, ct);
        await TransferQueries.MoveAsync(
            unit,
            transfer.PayoutId,
            TransferStates.Signed,
            to,
            error,
            reason,
            ct
        );
        await unit.CommitAsync(ct);
    }
}
