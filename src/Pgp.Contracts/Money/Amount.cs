using System.Numerics;

namespace Pgp.Contracts.Money;

/// <summary>
/// An exact quantity of one currency. Ether cannot be added to dollars: it does not compile.
/// </summary>
/// <param name="Atomic">Whole atomic units (wei, micro-dollar).</param>
public readonly record struct Amount<TUnit>(BigInteger Atomic) : IComparable<Amount<TUnit>>
    where TUnit : IUnit
{
    public static Amount<TUnit> Zero => new(BigInteger.Zero);

    public static Amount<TUnit> operator +(Amount<TUnit> left, Amount<TUnit> right) =>
        new(left.Atomic + right.Atomic);

    public static Amount<TUnit> operator -(Amount<TUnit> left, Amount<TUnit> right) =>
        new(left.Atomic - right.Atomic);

    public static bool operator <(Amount<TUnit> left, Amount<TUnit> right) =>
        left.Atomic < right.Atomic;

    public static bool operator >(Amount<TUnit> left, Amount<TUnit> right) =>
        left.Atomic > right.Atomic;

    public static bool operator <=(Amount<TUnit> left, Amount<TUnit> right) =>
        left.Atomic <= right.Atomic;

    public static bool operator >=(Amount<TUnit> left, Amount<TUnit> right) =>
        left.Atomic >= right.Atomic;

    /// <summary>Reads decimal digits; refuses digits finer than the unit.</summary>
    /// <exception cref="FormatException">Not a plain decimal number of this unit.</exception>
    public static Amount<TUnit> Parse(string text) =>
        TryParse(text, out var amount)
            ? amount
            : throw new FormatException($"not an amount of {TUnit.Coin}");

    public static bool TryParse(string? text, out Amount<TUnit> amount)
    {
        var read = DecimalText.TryToAtomic(text, TUnit.Coin.Decimals, out var atomic);
        amount = new Amount<TUnit>(atomic);
        return read;
    }

    /// <summary>
    /// Splits off a share, rounded down. Part and remainder always add up to this amount.
    /// </summary>
    public (Amount<TUnit> Part, Amount<TUnit> Remainder) Split(BasisPoints share)
    {
        var part = new Amount<TUnit>(Atomic * share.Value / BasisPoints.PerWhole);
        return (part, this - part);
    }

    /// <summary>The same quantity where the coin is only known at run time.</summary>
    public CoinAmount ToCoinAmount() => new(TUnit.Coin, Atomic);

    /// <summary>Decimal digits without the unit.</summary>
    public string ToDecimalText() => DecimalText.FromAtomic(Atomic, TUnit.Coin.Decimals);

    public int CompareTo(Amount<TUnit> other) => Atomic.CompareTo(other.Atomic);

    /// <summary>For people and logs: <c>12.5 usd</c>.</summary>
    public override string ToString() => $"{ToDecimalText()} {TUnit.Coin.Ticker}";
}
