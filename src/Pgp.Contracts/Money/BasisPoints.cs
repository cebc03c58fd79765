using System.Globalization;

namespace Pgp.Contracts.Money;

/// <summary>A share of a whole in hundredths of a percent: 300 is 3 %.</summary>
public readonly record struct BasisPoints
{
    public const int PerWhole = 10_000;

    /// <exception cref="ArgumentOutOfRangeException">Below 0 or above the whole.</exception>
    public BasisPoints(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, PerWhole);
        Value = value;
    }

    public int Value { get; }

    /// <summary>Reads percent as people write it, <c>3</c> or <c>2.75</c>.</summary>
    /// <returns>
    /// <see langword="false"/> if it is no number from 0 to 100 with at most two decimals.
    /// </returns>
    public static bool TryParsePercent(string? text, out BasisPoints share)
    {
        share = default;
        if (
            !DecimalText.TryToAtomic(text, decimals: 2, out var hundredths)
            || hundredths.Sign < 0
            || hundredths > PerWhole
        )
        {
            return false;
        }

        share = new BasisPoints((int)hundredths);
        return true;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Value / 100m:0.##} %");
}
