using System.Globalization;
using System.Text.Json.Nodes;
using Pgp.Contracts.Money;

namespace Pgp.Sandbox.Serving;

/// <summary>
/// Numbers as JavaScript prints them: no trailing zeros, exponents below 1e-6 and from 1e21 on
/// (ECMA-262, Number::toString). Written from exact digits, never through binary floating point.
/// </summary>
internal static class JsNumber
{
    private const int DecimalsOfDecimal = 28;
    private const int PlainDigitsMax = 21;
    private const int LeadingZerosMax = 6;

    public static JsonNode Node(decimal value) => JsonNode.Parse(Format(value))!;

    public static JsonNode? Node(decimal? value) => value is { } known ? Node(known) : null;

    /// <summary>An id as a number token; ids are digits and stay exact.</summary>
    public static JsonNode Id(string digits) => JsonNode.Parse(digits)!;

    public static string Format(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        if (!DecimalText.TryToAtomic(text, DecimalsOfDecimal, out var atomic) || atomic.IsZero)
        {
            return "0";
        }

        var sign = atomic.Sign < 0 ? "-" : "";
        var all = System.Numerics.BigInteger.Abs(atomic).ToString(CultureInfo.InvariantCulture);
        // The value is 0.DIGITS times ten to the power of point, as the standard has it.
        var point = all.Length - DecimalsOfDecimal;
        return sign + Place(all.TrimEnd('0'), point);
    }

    private static string Place(string digits, int point)
    {
        if (point > PlainDigitsMax || point <= -LeadingZerosMax)
        {
            var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
            var exponent = point - 1;
            return $"{mantissa}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}";
        }

        if (point <= 0)
        {
            return "0." + new string('0', -point) + digits;
        }

        return digits.Length <= point
            ? digits.PadRight(point, '0')
            : $"{digits[..point]}.{digits[point..]}";
    }
}
