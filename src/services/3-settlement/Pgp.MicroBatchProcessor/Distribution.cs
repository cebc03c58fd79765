using System.Numerics;
using Pgp.Contracts.Money;

namespace Pgp.MicroBatchProcessor;

/// <summary>Who gets how much of what a conversion brought.</summary>
/// <param name="Fee">The platform's part, rounded down.</param>
/// <param name="Shares">
/// One per credit, in the order given; together with the fee the whole.
/// </param>
internal sealed record Distribution(Amount<Usdt> Fee, IReadOnlyList<Amount<Usdt>> Shares)
{
    /// <summary>What goes to owners.</summary>
    public Amount<Usdt> ToOwners =>
        Shares.Aggregate(Amount<Usdt>.Zero, (sum, share) => sum + share);

    /// <summary>
    /// Splits the proceeds by what each credit was worth when it came in, so that who paid before a
    /// fall of the price is not worse off than who paid after it. The pool was changed with the
    /// platform's fee in it; the fee's part comes off first. Each share is rounded down, and the
    /// units left over go to the largest remainders, ties to the earlier credit (spec 10, 7).
    /// </summary>
    /// <param name="received">What arrived, in micro-USDT.</param>
    /// <param name="gross">What the whole pool was worth, fees included.</param>
    /// <param name="weights">What each credit was worth without its fee; none may be zero.</param>
    public static Distribution Of(
        Amount<Usdt> received,
        Amount<Usd> gross,
        IReadOnlyList<Amount<Usd>> weights
    )
    {
        var net = weights.Aggregate(BigInteger.Zero, (sum, weight) => sum + weight.Atomic);
        if (
            received.Atomic.Sign < 0
            || net > gross.Atomic
            || weights.Count == 0
            || weights.Any(weight => weight.Atomic.Sign <= 0)
        )
        {
            throw new ArgumentException(
                "weights are positive and together at most the whole",
                nameof(weights)
            );
        }

        var fee = new Amount<Usdt>(received.Atomic * (gross.Atomic - net) / gross.Atomic);
        return new Distribution(fee, Share(received - fee, net, weights));
    }

    private static Amount<Usdt>[] Share(
        Amount<Usdt> pool,
        BigInteger total,
        IReadOnlyList<Amount<Usd>> weights
    )
    {
        var parts = new BigInteger[weights.Count];
        var remainders = new BigInteger[weights.Count];
        var left = pool.Atomic;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = BigInteger.DivRem(pool.Atomic * weights[i].Atomic, total, out var finer);
            remainders[i] = finer;
            left -= parts[i];
        }

        // Fewer units are left than there are credits: one more each, the most deserving first.
        var order = Enumerable.Range(0, parts.Length).OrderByDescending(i => remainders[i]);
        foreach (var i in order.Take((int)left))
        {
            parts[i]++;
        }

        return [.. parts.Select(part => new Amount<Usdt>(part))];
    }
}
