using System.Numerics;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Fees;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Adapters.Ethereum.Signing;
using Pgp.Common.Database;
using Pgp.Contracts.Money;

namespace Pgp.HostPay3.Steps;

/// <summary>
/// Requested → reserved: sets funds and worst-case gas aside and takes the next nonce, all under
/// the wallet's row lock. From here on this transfer has this nonce and no other.
/// </summary>
internal sealed class ReserveStep(
    Database database,
    EthereumRpc rpc,
    ChainGuard guard,
    ChainAssets assets,
    FeePolicy fees,
    HostPay3Options options
)
{
    // Where recent blocks were empty: what wallets commonly offer.
    private static readonly BigInteger UsualTip = BigInteger.Pow(10, 9);
    private const long GasMarginPercent = 20;
    private const long GasLimitMax = 300_000;

    private readonly TimeSpan pause = options.WatchEvery;

    public async Task<StepResult> RunAsync(Transfer transfer, CancellationToken ct)
    {
        if (await rpc.CheckChainAsync(options.Chain, ct) is ChainCheck.Wrong wrong)
        {
            var text = $"the node serves chain {wrong.Actual}";
            return new StepResult.Wait(pause, TransferError.WrongChain, text);
        }

        var asset = assets[transfer.Amount.Coin];
        var market = await rpc.SuggestFeesAsync(UsualTip, ct);
        if (fees.FirstBid(market) is not FeeDecision.Bid(var bid))
        {
            return new StepResult.Wait(pause, TransferError.GasPriceSpike, "over the fee ceiling");
        }

        var holdings = await HoldingsAsync(asset, ct);
        if (holdings.OfCoin < transfer.Amount.Atomic)
        {
            var text = $"the wallet has less than {transfer.Amount}";
            return new StepResult.Wait(pause, TransferError.InsufficientFunds, text);
        }

        var (gas, refusal) = await GasLimitAsync(transfer, asset, ct);
        if (refusal is not null)
        {
            var rejected = new Ending.Rejected(TransferError.WouldRevert, refusal);
            return new StepResult.Ended(rejected);
        }

        return await ReserveAsync(transfer, holdings, gas, bid, ct);
    }

    private async Task<StepResult> ReserveAsync(
        Transfer transfer,
        Holdings holdings,
        long gas,
        FeeBid bid,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        var next = await TransferQueries.LockWalletAsync(unit, options.Wallet, ct);
        var coin = transfer.Amount.Coin;
        var (before, from) = (holdings.OpenBefore, options.Wallet);
        var claims = await TransferQueries.ClaimsAsync(unit, from, coin, before, ct);
        if (!IsCovered(transfer.Amount, holdings, claims, bid.MaxCost(gas)))
        {
            var text = "the rest of the wallet is reserved for earlier transfers";
            return new StepResult.Wait(pause, TransferError.InsufficientFunds, text);
        }

        // A count above ours means that someone sent from this wallet outside; never reuse those.
        var nonce = Math.Max(next, holdings.Sent);
        var wallet = options.Wallet;
        var id = transfer.PayoutId;
        if (await TransferQueries.ReserveAsync(unit, id, wallet, nonce, gas, bid, ct))
        {
            await unit.CommitAsync(ct);
        }

        return StepResult.Continue;
    }

    // Reserved and observed are kept apart: what is on its way is counted until it is confirmed.
    private static bool IsCovered(
        CoinAmount amount,
        Holdings holdings,
        Claims claims,
        Amount<Eth> gas
    )
    {
        var gasClaims = claims.OfEtherForGas + gas.Atomic;
        return amount.Coin == Coin.Eth
            ? holdings.OfEther >= amount.Atomic + claims.OfCoin + gasClaims
            : holdings.OfCoin >= amount.Atomic + claims.OfCoin && holdings.OfEther >= gasClaims;
    }

    private async Task<Holdings> HoldingsAsync(ChainAsset asset, CancellationToken ct)
    {
        var open = await TransferQueries.OpenAsync(database, options.Wallet, ct);
        var ether = await rpc.BalanceAsync(guard.Address, ct);
        var coin = await rpc.BalanceAsync(asset, guard.Address, ct);
        var sent = await rpc.TransactionCountAsync(guard.Address, BlockTag.Latest, ct);
        return new Holdings(ether.Atomic, coin.Atomic, sent, open);
    }

    private async Task<(long Gas, string? Refusal)> GasLimitAsync(
        Transfer transfer,
        ChainAsset asset,
        CancellationToken ct
    )
    {
        try
        {
            var call = asset.Transfer(transfer.To, transfer.Amount);
            var estimate = await rpc.EstimateGasAsync(guard.Address, call, ct);
            // A plain transfer burns exactly this; code at the target may burn a little more later.
            var wanted =
                estimate <= asset.GasLimit
                    ? asset.GasLimit
                    : estimate * (100 + GasMarginPercent) / 100;
            return wanted <= GasLimitMax
                ? (wanted, null)
                : (0, $"the transfer would burn {estimate} gas");
        }
        catch (EthereumRpcException refused) when (IsContractsRefusal(refused))
        {
            return (0, refused.Message);
        }
    }

    // What else a node may say to this (quota, pruned state, a revoked key) is about the node.
    private static bool IsContractsRefusal(EthereumRpcException refused) =>
        refused.Failure == EthereumRpcFailure.Rejected
        && (
            refused.Message.Contains("revert", StringComparison.OrdinalIgnoreCase)
            || refused.Message.Contains("invalid opcode", StringComparison.OrdinalIgnoreCase)
        );

    private sealed record Holdings(
        BigInteger OfEther,
        BigInteger OfCoin,
        long Sent,
        string[] OpenBefore
    );
}
