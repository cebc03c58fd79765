using System.Numerics;
using Pgp.Contracts.Money;

namespace Pgp.Server.Shop;

/// <summary>A word that makes a channel's prices lower.</summary>
/// <param name="PercentOff">1 to 100, of the price; null where an amount is taken off.</param>
/// <param name="AmountOff">Dollars; null where a percentage is taken off.</param>
/// <param name="Periods">
/// For how many paid periods of one person it counts; null: for all.
/// </param>
/// <param name="UsesLeft">How many more people may begin to use it; null: any number.</param>
internal sealed record Coupon(
    CouponId Id,
    string Code,
    int? PercentOff,
    Amount<Usd>? AmountOff,
    int? Periods,
    int? UsesLeft,
    DateTimeOffset? ExpiresAt
)
{
    /// <summary>
    /// Below it, no coin can be paid that is worth its fees (spec 30, lesson 33).
    /// </summary>
    public static Amount<Usd> PriceMin { get; } = Amount<Usd>.Parse("4.99");

    private static readonly BigInteger AtomicPerCent = BigInteger.Pow(10, Coin.Usd.Decimals - 2);

    /// <summary>
    /// The price that is left: whole cents, rounded up, and never below what can be paid. A tier
    /// that is cheaper than that keeps its price.
    /// </summary>
    public Amount<Usd> PriceOf(Amount<Usd> full)
    {
        var off = PercentOff is { } percent
            ? full.Atomic * percent / 100
            : AmountOff?.Atomic ?? BigInteger.Zero;
        var left = full.Atomic - off;
        var cents = (left + AtomicPerCent - 1) / AtomicPerCent * AtomicPerCent;
        var price = new Amount<Usd>(BigInteger.Max(cents, PriceMin.Atomic));
        return price < full ? price : full;
    }
}
