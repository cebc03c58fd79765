using System.Numerics;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Ledger;

/// <summary>One line of an entry: so much more (or, negative, less) at this account.</summary>
public readonly record struct Posting(Account Account, CoinAmount Amount);

/// <summary>
/// A business fact as bookkeeping. Built from moves out of one account into another, so that no
/// entry can be written down that does not balance.
/// </summary>
public sealed record Entry
{
    private readonly List<Posting> postings = [];

    /// <param name="fact">Unique name of the fact, for example <c>paid:pay_…</c>.</param>
    /// <param name="kind">Its kind, for statements and statistics.</param>
    public Entry(string fact, string kind)
    {
        Fact = fact;
        Kind = kind;
    }

    public string Fact { get; }

    public string Kind { get; }

    public OrderId? Order { get; init; }

    public PaymentId? Payment { get; init; }

    public PayoutId? Payout { get; init; }

    /// <summary>The fee rule that was in force; see table <c>fee_policies</c>.</summary>
    public int? FeePolicy { get; init; }

    public IReadOnlyList<Posting> Postings => postings;

    /// <summary>Moves value from one account to another; a zero amount moves nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A negative amount: swap the accounts instead.
    /// </exception>
    public Entry Move(CoinAmount amount, Account from, Account to)
    {
        if (amount.Atomic.Sign < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), "swap the accounts instead");
        }

        if (!amount.Atomic.IsZero)
        {
            postings.Add(new Posting(to, amount));
            postings.Add(new Posting(from, new CoinAmount(amount.Coin, -amount.Atomic)));
        }

        return this;
    }

    /// <summary>What is left over per coin; empty for every entry that can be built.</summary>
    public IReadOnlyDictionary<Coin, BigInteger> Imbalance() =>
        postings
            .GroupBy(posting => posting.Amount.Coin)
            .Select(group =>
                (
                    group.Key,
                    Sum: group.Aggregate(BigInteger.Zero, (sum, p) => sum + p.Amount.Atomic)
                )
            )
            .Where(coin => !coin.Sum.IsZero)
            .ToDictionary(coin => coin.Key, coin => coin.Sum);
}
