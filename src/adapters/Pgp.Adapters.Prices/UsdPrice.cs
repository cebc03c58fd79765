using System.Numerics;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.Prices;

/// <summary>What one whole coin is worth in US dollars, exactly.</summary>
/// <param name="Scaled">
/// Units of 10⁻¹² dollar: enough for coins worth less than a micro-dollar.
/// </param>
public readonly record struct UsdPrice(BigInteger Scaled)
{
    private const int Decimals = 12;

    /// <summary>Reads a feed's digits, exponent included; finer digits are cut.</summary>
    /// <returns><see langword="false"/> unless it is a number above zero.</returns>
    public static bool TryParse(string? digits, out UsdPrice price)
    {
        var isRead = DecimalText.TryToAtomicRoundedDown(digits, Decimals, out var scaled);
        price = new UsdPrice(scaled);
        return isRead && scaled.Sign > 0;
    }

    /// <summary>The dollar value of an amount, rounded down to the micro-dollar.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public static Amount<Usd> Value(CoinAmount amount, UsdPrice price)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Atomic.Sign, nameof(amount));
        var finer = BigInteger.Pow(10, amount.Coin.Decimals + Decimals - Coin.Usd.Decimals);
        return new Amount<Usd>(amount.Atomic * price.Scaled / finer);
    }

    /// <summary>Whether this price is within a share of another.</summary>
    public bool IsWithin(BasisPoints share, UsdPrice other) =>
        BigInteger.Abs(Scaled - other.Scaled) * BasisPoints.PerWhole <= other.Scaled * share.Value;

    /// <summary>For people and logs: <c>3050.25 usd</c>.</summary>
    public override string ToString() => $"{DecimalText.FromAtomic(Scaled, Decimals)} usd";
}
