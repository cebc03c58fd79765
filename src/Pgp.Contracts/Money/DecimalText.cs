using System.Globalization;
using System.Numerics;

namespace Pgp.Contracts.Money;

/// <summary>
/// Exact conversion between decimal digits as partners write them (exponents included) and whole
/// atomic units. Nothing passes through binary floating point.
/// </summary>
public static class DecimalText
{
    // A lexeme longer than this is no amount; the limit keeps the exponent arithmetic small.
    private const int LengthMax = 100;
    private const int ExponentMax = 60;

    /// <summary>
    /// Reads <c>12.5</c> or <c>1.25e1</c>; digits finer than the unit are refused.
    /// </summary>
    /// <returns><see langword="false"/> for anything that is not an exact, finite amount.</returns>
    public static bool TryToAtomic(string? text, int decimals, out BigInteger atomic) =>
        TryRead(text, decimals, roundDown: false, out atomic);

    /// <summary>As <see cref="TryToAtomic"/>, but digits finer than the unit are cut off.</summary>
    public static bool TryToAtomicRoundedDown(string? text, int decimals, out BigInteger atomic) =>
        TryRead(text, decimals, roundDown: true, out atomic);

    /// <summary>Plain digits without exponent or trailing zeros: <c>0.0005</c>.</summary>
    public static string FromAtomic(BigInteger atomic, int decimals)
    {
        var sign = atomic.Sign < 0 ? "-" : "";
        var digits = BigInteger
            .Abs(atomic)
            .ToString(CultureInfo.InvariantCulture)
            .PadLeft(decimals + 1, '0');
        var whole = digits[..^decimals];
        var fraction = digits[^decimals..].TrimEnd('0');
        return fraction.Length == 0 ? sign + whole : $"{sign}{whole}.{fraction}";
    }

    private static bool TryRead(string? text, int decimals, bool roundDown, out BigInteger atomic)
    {
        atomic = BigInteger.Zero;
        if (text is null || text.Length is 0 or > LengthMax)
        {
            return false;
        }

        var exponent = 0;
        var mantissa = text;
        var mark = text.IndexOfAny(['e', 'E']);
        if (mark >= 0)
        {
            mantissa = text[..mark];
            var style = NumberStyles.AllowLeadingSign;
            if (
                !int.TryParse(text[(mark + 1)..], style, CultureInfo.InvariantCulture, out exponent)
                || exponent is < -ExponentMax or > ExponentMax
            )
            {
                return false;
            }
        }

        return TryScale(mantissa, decimals + exponent, roundDown, out atomic);
    }

    private static bool TryScale(string mantissa, int scale, bool roundDown, out BigInteger atomic)
    {
        atomic = BigInteger.Zero;
        var negative = mantissa.StartsWith('-');
        var parts = (negative ? mantissa[1..] : mantissa).Split('.');
        var fraction = parts.Length == 2 ? parts[1] : "";
        if (parts.Length > 2 || parts[0].Length == 0 || (parts.Length == 2 && fraction.Length == 0))
        {
            return false;
        }

        var digits = parts[0] + fraction;
        if (!digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        var value = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        var shift = scale - fraction.Length;
        if (shift >= 0)
        {
            value *= BigInteger.Pow(10, shift);
        }
        else
        {
            value = BigInteger.DivRem(value, BigInteger.Pow(10, -shift), out var finer);
            if (!finer.IsZero && !roundDown)
            {
                return false;
            }
        }

        atomic = negative ? -value : value;
        return true;
    }
}
