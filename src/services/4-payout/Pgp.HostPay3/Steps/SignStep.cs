using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Fees;
using Pgp.Adapters.Ethereum.Signing;
using Pgp.Common.Database;

namespace Pgp.HostPay3.Steps;

/// <summary>
/// Reserved → signed: bytes and hash are on record before anyone outside can see them. If the
/// process dies in between, the same nonce is signed again and nothing was sent.
/// </summary>
internal sealed class SignStep(
    Database database,
    ChainGuard guard,
    ChainAssets assets,
    HostPay3Options options
)
{
    public async Task<StepResult> RunAsync(Transfer transfer, CancellationToken ct)
    {
        switch (await SignAsync(transfer, transfer.Bid, ct))
        {
            case SigningOutcome.Signed(var signed):
                await RecordAsync(transfer, signed, ct);
                return StepResult.Continue;
            case SigningOutcome.WrongChain wrong:
                var text = $"asked for chain {wrong.Actual}";
                return new StepResult.Wait(options.WatchEvery, TransferError.WrongChain, text);
            case var other:
                throw new InvalidOperationException($"unknown outcome: {other}");
        }
    }

    /// <summary>Signs the transfer's one nonce with the given bid.</summary>
    public Task<SigningOutcome> SignAsync(Transfer transfer, FeeBid bid, CancellationToken ct)
    {
        var call = assets[transfer.Amount.Coin].Transfer(transfer.To, transfer.Amount);
        return guard.SignAsync(
            new Eip1559Transaction(
                options.Chain,
                transfer.Nonce!.Value,
                bid.MaxPriorityFeePerGas,
                bid.MaxFeePerGas,
                transfer.GasLimit!.Value,
                call.To,
                call.Value,
                call.Data
            ),
            ct
        );
    }

    // A twin that signed at the same time loses here, and its bytes with it.
    private async Task RecordAsync(
        Transfer transfer,
        SignedTransaction signed,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        var id = transfer.PayoutId;
        var (from, to) = (TransferStates.Reserved, TransferStates.Signed);
        if (await TransferQueries.MoveAsync(unit, id, from, to, null, null, ct))
        {
            var nonce = transfer.Nonce!.Value;
            await TransactionQueries.InsertAsync(unit, id, nonce, signed, transfer.Bid, ct);
            await unit.CommitAsync(ct);
        }
    }
}
