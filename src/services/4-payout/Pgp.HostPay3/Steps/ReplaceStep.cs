using System.Numerics;
using Microsoft.Extensions.Logging;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Fees;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Adapters.Ethereum.Signing;
using Pgp.Common.Database;

namespace Pgp.HostPay3.Steps;

/// <summary>
/// Bids more for a transfer that stays unmined: the same nonce, the same receiver and amount,
/// higher fees within the ceiling. At most one of the two can ever be in the chain.
/// </summary>
internal sealed class ReplaceStep(
    Database database,
    EthereumRpc rpc,
    SignStep sign,
    FeePolicy fees,
    HostPay3Options options,
    ILogger<ReplaceStep> log
)
{
    private static readonly BigInteger UsualTip = BigInteger.Pow(10, 9);

    /// <summary>
    /// Only the transfer at the head of the lane is late; those behind it only wait.
    /// </summary>
    public Task<bool> IsDueAsync(
        Transfer transfer,
        RecordedTransaction newest,
        long mined,
        CancellationToken ct
    )
    {
        ct.ThrowIfCancellationRequested();
        var age = database.Clock.GetUtcNow() - newest.CreatedAt;
        return Task.FromResult(mined == transfer.Nonce && age >= options.ReplaceAfter);
    }

    public async Task<StepResult> RunAsync(
        Transfer transfer,
        IReadOnlyList<RecordedTransaction> transactions,
        CancellationToken ct
    )
    {
        var pause = options.WatchEvery;
        if (transactions.Count > options.ReplacementsMax)
        {
            log.Stuck(transfer.PayoutId, transactions.Count);
            return new StepResult.Wait(pause, TransferError.Stuck, "bid up as often as allowed");
        }

        var market = await rpc.SuggestFeesAsync(UsualTip, ct);
        if (fees.Replacement(transactions[0].Bid, market) is not FeeDecision.Bid(var bid))
        {
            return new StepResult.Wait(pause, TransferError.GasPriceSpike, "over the fee ceiling");
        }

        if (await sign.SignAsync(transfer, bid, ct) is not SigningOutcome.Signed(var signed))
        {
            return new StepResult.Wait(pause, TransferError.WrongChain, "nothing was signed");
        }

        if (await RecordAsync(transfer, transactions.Count, signed, bid, ct))
        {
            var outcome = await rpc.SendRawTransactionAsync(signed, ct);
            var word = outcome.GetType().Name;
            log.Sent(transfer.PayoutId, transfer.Nonce!.Value, signed.Hash, word);
        }

        return new StepResult.Wait(pause, null, null);
    }

    private async Task<bool> RecordAsync(
        Transfer transfer,
        int known,
        SignedTransaction signed,
        FeeBid bid,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        var id = transfer.PayoutId;
        var state = TransferStates.Broadcast;

        // Also the lock against a twin: it waits here and then finds one transaction more.
        var isOpen = await TransferQueries.MoveAsync(unit, id, state, state, null, null, ct);
        if (!isOpen || await TransactionQueries.CountAsync(unit, id, ct) != known)
        {
            return false;
        }

        var (nonce, gasLimit) = (transfer.Nonce!.Value, transfer.GasLimit!.Value);
        await TransferQueries.RaiseGasAsync(unit, id, bid, gasLimit, ct);
        await TransactionQueries.InsertAsync(unit, id, nonce, signed, bid, ct);
        await TransactionQueries.RecordBroadcastAsync(unit, signed.Hash, ct);
        await unit.CommitAsync(ct);
        return true;
    }
}
