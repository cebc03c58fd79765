using System.Numerics;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Contracts.Money;

namespace Pgp.Oversight.Reconciliation;

/// <summary>Questions to the chain.</summary>
internal sealed class ChainLook(EthereumRpc rpc, ChainAssets assets)
{
    public IReadOnlyCollection<ChainAsset> Assets => assets.All;

    /// <summary>What a holder has of a coin; nothing of a token that this chain lacks.</summary>
    public async Task<BigInteger> HeldAsync(
        ChainAsset asset,
        EthAddress holder,
        CancellationToken ct
    )
    {
        var isThere =
            asset.Contract is not { } contract || (await rpc.CodeAsync(contract, ct)).Length > 0;
        return isThere ? (await rpc.BalanceAsync(asset, holder, ct)).Atomic : BigInteger.Zero;
    }

    /// <summary>The receipt, if the text is a hash and its transaction mined.</summary>
    public async Task<TransactionReceipt?> ReceiptAsync(string? hash, CancellationToken ct) =>
        Hash32.TryParse(hash, out var parsed) ? await rpc.FindReceiptAsync(parsed, ct) : null;

    /// <summary>How much of a coin a mined transaction brought to a receiver.</summary>
    /// <returns><see langword="null"/> if it is not in the chain, or was undone there.</returns>
    public async Task<CoinAmount?> BroughtAsync(
        string? hash,
        Coin coin,
        EthAddress receiver,
        CancellationToken ct
    )
    {
        if (
            !assets.TryGet(coin, out var asset)
            || await ReceiptAsync(hash, ct) is not { Succeeded: true } receipt
        )
        {
            return null;
        }

        if (asset.Contract is { } contract)
        {
            return new CoinAmount(coin, Moved(receipt, contract, receiver));
        }

        var transaction = await rpc.FindTransactionAsync(receipt.TransactionHash, ct);
        return new CoinAmount(coin, transaction?.To == receiver ? transaction.Value.Atomic : 0);
    }

    private static BigInteger Moved(
        TransactionReceipt receipt,
        EthAddress contract,
        EthAddress receiver
    ) =>
        receipt.Logs.Aggregate(
            BigInteger.Zero,
            (sum, entry) =>
                Erc20.TryReadTransfer(entry, out var moved)
                && moved.Contract == contract
                && moved.To == receiver
                    ? sum + moved.Atomic
                    : sum
        );
}
