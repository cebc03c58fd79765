using System.Numerics;
using Pgp.Contracts.Money;

namespace Pgp.Ledger.Statements;

/// <summary>
/// One movement on an owner's account, as the owner sees it: owed more is positive.
/// </summary>
/// <param name="BookedAt">When.</param>
/// <param name="Kind">Kind of the booking, for example <c>payment_settled</c>.</param>
/// <param name="Reference">The payment, payout or conversion that it belongs to.</param>
/// <param name="Change">What it adds to the owner's balance.</param>
/// <param name="Gross">What the buyer's payment brought; only for payments.</param>
/// <param name="Fee">The platform's share of it; only for payments.</param>
/// <param name="Gas">
/// Ether that the transfer burned, at the platform's cost; only for payouts.
/// </param>
/// <param name="SwapCost">
/// What a conversion brought less than the coins were worth when they came in; negative if more.
/// </param>
/// <param name="Paid">What the owner got in the coin of his choice; only for payouts.</param>
/// <param name="TransactionHash">The transaction that paid the owner.</param>
public sealed record Movement(
    DateTimeOffset BookedAt,
    string Kind,
    string Reference,
    CoinAmount Change,
    CoinAmount? Gross,
    CoinAmount? Fee,
    Amount<Eth>? Gas,
    Amount<Usdt>? SwapCost,
    CoinAmount? Paid,
    string? TransactionHash
);

/// <summary>
/// One owner's month: opening balances, every movement, closing balances, per coin. Read from the
/// postings of the owner's account and from nothing else, so that it is the ledger.
/// </summary>
/// <param name="ChannelId">Whose.</param>
/// <param name="From">First moment of the month, UTC.</param>
/// <param name="Until">First moment of the next month.</param>
/// <param name="Opening">What was owed at its beginning.</param>
/// <param name="Movements">In the order of booking.</param>
/// <param name="OnTheWay">Set aside for payouts that had not ended when the month did.</param>
public sealed record Statement(
    ChannelId ChannelId,
    DateTimeOffset From,
    DateTimeOffset Until,
    IReadOnlyDictionary<Coin, BigInteger> Opening,
    IReadOnlyList<Movement> Movements,
    IReadOnlyDictionary<Coin, BigInteger> OnTheWay
)
{
    /// <summary>Every coin that appears.</summary>
    public IReadOnlyList<Coin> Coins =>
        [
            .. Opening
                .Keys.Concat(Movements.Select(movement => movement.Change.Coin))
                .Distinct()
                .OrderBy(coin => coin.ToString(), StringComparer.Ordinal),
        ];

    /// <summary>What is owed at the end: the opening balance and every movement.</summary>
    public IReadOnlyDictionary<Coin, BigInteger> Closing =>
        Coins.ToDictionary(
            coin => coin,
            coin =>
                Movements
                    .Where(movement => movement.Change.Coin == coin)
                    .Aggregate(
                        Opening.GetValueOrDefault(coin),
                        (sum, movement) => sum + movement.Change.Atomic
                    )
        );
}
