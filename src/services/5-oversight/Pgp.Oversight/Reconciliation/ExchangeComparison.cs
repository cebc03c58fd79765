using Pgp.Adapters.ChangeNow;
using Pgp.Adapters.Ethereum;
using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Ledger;

namespace Pgp.Oversight.Reconciliation;

/// <summary>What the look at the exchange found.</summary>
/// <param name="Findings">What does not agree.</param>
/// <param name="Arrived">What came to the wallet and is not in the books yet.</param>
internal sealed record ExchangeLook(
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Pending> Arrived
);

/// <summary>
/// The books against the exchange, order by order, and its payments against the chain.
/// </summary>
internal sealed class ExchangeComparison(
    Database database,
    ChangeNowClient exchange,
    ChainLook chain,
    ReconcileOptions options
)
{
    public async Task<ExchangeLook> LookAsync(CancellationToken ct)
    {
        var findings = new List<Finding>();
        var arrived = new List<Pending>();
        var since = database.Clock.GetUtcNow() - options.Window;
        foreach (var order in await ReconcileQueries.OrdersAsync(database, since, ct))
        {
            switch (await exchange.GetOrderAsync(order.ExchangeId, ct))
            {
                case OrderOutcome.Found found:
                    await CompareAsync(order, found.Order, findings, arrived, ct);
                    break;
                case OrderOutcome.NotFound:
                    findings.Add(Unknown(order));
                    break;
                case OrderOutcome.Unavailable down:
                    findings.Add(NotCompared(order, down.Reason));
                    break;
                case var other:
                    throw new InvalidOperationException($"unknown outcome: {other}");
            }
        }

        var account = Account.AtChangeNow.Name;
        foreach (var more in await ReconcileQueries.AtExchangeAsync(database, account, ct))
        {
            findings.Add(
                new Finding(
                    "exchange_balance_differs",
                    account,
                    more,
                    $"What lies at the exchange by the states of the payouts is {more} more than what "
                        + "is booked there. A booking is missing or doubled: compare both with "
                        + "pgp payout."
                )
            );
        }

        return new ExchangeLook(findings, arrived);
    }

    private async Task CompareAsync(
        OurOrder ours,
        OrderStatus theirs,
        List<Finding> findings,
        List<Pending> arrived,
        CancellationToken ct
    )
    {
        if (theirs.AmountFrom is { } deposit && deposit != ours.Deposit)
        {
            findings.Add(
                Differs(
                    "exchange_deposit_differs",
                    ours,
                    $"{ours.Deposit} was sent, {deposit} seen"
                )
            );
        }

        if (ours.Paid is { } paid && PaidOf(theirs) is { } said && said != paid)
        {
            findings.Add(
                Differs("exchange_amount_differs", ours, $"{paid} is booked, {said} is said now")
            );
        }

        if (!ours.IsBooked)
        {
            await AddArrivedAsync(ours, theirs, arrived, ct);
        }
        else if (await ShortAsync(ours, ct) is { } finding)
        {
            findings.Add(finding);
        }
    }

    private static CoinAmount? PaidOf(OrderStatus theirs) =>
        theirs.State == SwapState.Refunded ? theirs.RefundAmount : theirs.AmountTo;

    // Paid to our wallet and not booked yet: the next look of HOSTPAY1 will.
    private async Task AddArrivedAsync(
        OurOrder ours,
        OrderStatus theirs,
        List<Pending> arrived,
        CancellationToken ct
    )
    {
        var back = await BroughtAsync(theirs.RefundHash, ours.Deposit.Coin, ct);
        var proceeds =
            ours.Receiver is null && theirs.AmountTo is { } to
                ? await BroughtAsync(theirs.PayoutHash, to.Coin, ct)
                : null;
        foreach (var amount in new[] { back, proceeds })
        {
            if (amount is { } some)
            {
                arrived.Add(new Pending(some, $"order of {ours.PayoutId}"));
            }
        }
    }

    private Task<CoinAmount?> BroughtAsync(string? hash, Coin coin, CancellationToken ct) =>
        hash is null
            ? Task.FromResult<CoinAmount?>(null)
            : chain.BroughtAsync(hash, coin, options.Wallet, ct);

    // The exchange's word against the chain's, wherever the coin lives on it.
    private async Task<Finding?> ShortAsync(OurOrder ours, CancellationToken ct)
    {
        if (
            ours is not { State: "completed", Paid: { } paid, PaidHash: { } hash }
            || paid.Coin.Network != Coin.Eth.Network
            || !Coin.OfHostWallet.Contains(paid.Coin)
        )
        {
            return null;
        }

        var receiver = ours.Receiver is { } text ? EthAddress.Parse(text) : options.Wallet;
        var brought = await chain.BroughtAsync(hash, paid.Coin, receiver, ct);
        var moved = brought?.Atomic ?? 0;
        return moved == paid.Atomic
            ? null
            : new Finding(
                ours.Receiver is null ? "swap_short" : "payout_short",
                ours.PayoutId.Value,
                new CoinAmount(paid.Coin, moved - paid.Atomic),
                $"The exchange said it sent {paid} in {hash}; the chain shows "
                    + $"{new CoinAmount(paid.Coin, moved)}. Ask the exchange for the rest of order "
                    + $"{ours.ExchangeId}."
            );
    }

    private static Finding Unknown(OurOrder order) =>
        Differs("exchange_order_unknown", order, "the exchange does not know it any more");

    private static Finding NotCompared(OurOrder order, string reason) =>
        Differs("exchange_not_compared", order, $"it cannot be read ({reason}); run again later");

    private static Finding Differs(string kind, OurOrder order, string what) =>
        new(
            kind,
            order.PayoutId.Value,
            null,
            $"Order {order.ExchangeId} of {order.PayoutId}: {what}. Ask the exchange if it stays."
        );
}
