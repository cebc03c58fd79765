using System.Numerics;
using Pgp.Common.Database;
using Pgp.Contracts.Money;

namespace Pgp.Host.Chaos.Verdict;

/// <summary>An account that does not stand where its rows say.</summary>
internal sealed record Deviation(string Account, Coin Coin, BigInteger Booked, BigInteger Reckoned)
{
    public BigInteger Difference => Booked - Reckoned;

    public override string ToString()
    {
        var (booked, reckoned) = (InCoins(Booked), InCoins(Reckoned));
        return $"{Account} has {booked} {Coin} in the books and should have {reckoned}";
    }

    private string InCoins(BigInteger atomic) => DecimalText.FromAtomic(atomic, Coin.Decimals);
}

/// <summary>Each coin adds up to zero, and accounts that follow from rows follow them.</summary>
internal static class LedgerCheck
{
    private static readonly string[] Accounts =
    [
        "payouts:in_flight",
        "conversions:in_flight",
        "swap:changenow",
        "owner:*:payable",
    ];

    public static async Task<IReadOnlyList<Deviation>> RunAsync(
        Database database,
        CancellationToken ct
    )
    {
        var booked = await BookQueries.BookedAsync(database, ct);
        var reckoned = await BookQueries.ReckonedAsync(database, ct);
        var sums = await BookQueries.UnbalancedAsync(database, ct);
        return [.. Compare(booked, reckoned), .. sums.Select(Unbalanced)];
    }

    /// <summary>Accounts that are not as reckoned; one that is missing stands at zero.</summary>
    public static IEnumerable<Deviation> Compare(
        IReadOnlyList<Standing> booked,
        IReadOnlyList<Standing> reckoned
    ) =>
        booked
            .Concat(reckoned)
            .Where(standing => Accounts.Contains(standing.Account))
            .Select(standing => (standing.Account, standing.Coin))
            .Distinct()
            .Select(at => new Deviation(
                at.Account,
                at.Coin,
                Sum(booked, at.Account, at.Coin),
                Sum(reckoned, at.Account, at.Coin)
            ))
            .Where(deviation => !deviation.Difference.IsZero);

    private static BigInteger Sum(IEnumerable<Standing> standings, string account, Coin coin) =>
        standings
            .Where(standing => standing.Account == account && standing.Coin == coin)
            .Aggregate(BigInteger.Zero, (sum, standing) => sum + standing.Atomic);

    private static Deviation Unbalanced(KeyValuePair<Coin, BigInteger> sum) =>
        new("the sum of all accounts", sum.Key, sum.Value, BigInteger.Zero);
}
