using System.Numerics;
using Pgp.Adapters.NowPayments;
using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Ledger;

namespace Pgp.Oversight.Reconciliation;

/// <summary>The wallet in the books against the wallet on the chain.</summary>
internal sealed class WalletComparison(Database database, ChainLook chain, ReconcileOptions options)
{
    /// <summary>
    /// How much more the wallet has than the books and what is on its way explain, per coin; only
    /// coins with a difference.
    /// </summary>
    /// <param name="unbooked">
    /// Payments whose coins may have arrived before they were settled.
    /// </param>
    /// <param name="arrived">What else is known to have come and is not booked.</param>
    public async Task<IReadOnlyDictionary<Coin, BigInteger>> DifferencesAsync(
        IReadOnlyList<ProviderPayment> unbooked,
        IReadOnlyList<Pending> arrived,
        CancellationToken ct
    )
    {
        var booked = await ReconcileQueries.BalancesAsync(database, Account.HostWallet.Name, ct);
        var pending = new List<Pending>(arrived);
        await AddOutgoingAsync(pending, ct);
        await AddIncomingAsync(unbooked, pending, ct);
        var differences = new Dictionary<Coin, BigInteger>();
        foreach (var asset in chain.Assets)
        {
            var expected = pending
                .Where(one => one.Change.Coin == asset.Coin)
                .Aggregate(
                    booked.GetValueOrDefault(asset.Coin),
                    (sum, one) => sum + one.Change.Atomic
                );
            var held = await chain.HeldAsync(asset, options.Wallet, ct);
            if (held != expected)
            {
                differences[asset.Coin] = held - expected;
            }
        }

        return differences;
    }

    /// <summary>
    /// Transfers that the books say are in the chain and that the chain does not have, and what
    /// they
    /// leave in the wallet: amount and gas.
    /// </summary>
    public async Task<(
        IReadOnlyList<Finding> Findings,
        IReadOnlyList<CoinAmount> Left
    )> DroppedAsync(CancellationToken ct)
    {
        var since = database.Clock.GetUtcNow() - options.Window;
        var findings = new List<Finding>();
        var left = new List<CoinAmount>();
        foreach (var transfer in await ReconcileQueries.BookedTransfersAsync(database, since, ct))
        {
            if (await chain.ReceiptAsync(transfer.Hash, ct) is null)
            {
                findings.Add(Dropped(transfer));
                left.Add(transfer.Amount);
                left.Add(new CoinAmount(Coin.Eth, transfer.Gas));
            }
        }

        return (findings, left);
    }

    private async Task AddOutgoingAsync(List<Pending> pending, CancellationToken ct)
    {
        foreach (var open in await ReconcileQueries.OpenTransactionsAsync(database, ct))
        {
            if (await chain.ReceiptAsync(open.Hash, ct) is not { } receipt)
            {
                continue;
            }

            var reason = $"transfer of {open.PayoutId}, mined and not booked yet";
            pending.Add(new Pending(new CoinAmount(Coin.Eth, -receipt.Fee.Atomic), reason));
            if (receipt.Succeeded)
            {
                var gone = open.Amount with { Atomic = -open.Amount.Atomic };
                pending.Add(new Pending(gone, reason));
            }
        }
    }

    private async Task AddIncomingAsync(
        IReadOnlyList<ProviderPayment> unbooked,
        List<Pending> pending,
        CancellationToken ct
    )
    {
        foreach (var payment in unbooked)
        {
            if (
                payment.PayoutHash is { } hash
                && payment.Outcome?.ToCoinAmount() is { } outcome
                && await chain.BroughtAsync(hash, outcome.Coin, options.Wallet, ct) is { } brought
            )
            {
                pending.Add(new Pending(brought, $"payment {payment.PaymentId}, not settled"));
            }
        }
    }

    private static Finding Dropped(BookedTransfer transfer) =>
        new(
            "transaction_dropped",
            transfer.Hash,
            transfer.Amount,
            $"The transfer of {transfer.PayoutId} is booked as mined, and the chain does not have it. "
                + "Blocks were replaced after it was confirmed: raise CONFIRMATIONS, and send the "
                + "stored bytes again."
        );
}
