using System.Globalization;
using System.Numerics;

namespace Pgp.Contracts.Money;

/// <summary>
/// An exact quantity of a coin that is known only at run time: carried, split, compared within one
/// coin and shown, but never added to anything.
/// </summary>
/// <param name="Coin">The asset.</param>
/// <param name="Atomic">Whole atomic units of that asset.</param>
public readonly record struct CoinAmount(Coin Coin, BigInteger Atomic)
{
    /// <summary>Reads a partner's decimal digits exactly.</summary>
    /// <exception cref="FormatException">
    /// No decimal number, or digits finer than the coin has.
    /// </exception>
    public static CoinAmount Parse(Coin coin, string text) =>
        DecimalText.TryToAtomic(text, coin.Decimals, out var atomic)
            ? new CoinAmount(coin, atomic)
            : throw new FormatException($"not an exact amount of {coin}");

    /// <summary>
    /// Reads the wire form <c>481780000000000 eth@eth</c>: atomic units and coin.
    /// </summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static CoinAmount ParseWire(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (
            space <= 0
            || !BigInteger.TryParse(
                text.AsSpan(0, space),
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var atomic
            )
        )
        {
            throw new FormatException("an amount is written <atomic units> <ticker>@<network>");
        }

        return new CoinAmount(Coin.Parse(text[(space + 1)..]), atomic);
    }

    /// <summary>
    /// Splits off a share, rounded down. Part and remainder always add up to this amount.
    /// </summary>
    public (CoinAmount Part, CoinAmount Remainder) Split(BasisPoints share)
    {
        var part = Atomic * share.Value / BasisPoints.PerWhole;
        return (new CoinAmount(Coin, part), new CoinAmount(Coin, Atomic - part));
    }

    /// <summary>The same quantity as a compile-time unit.</summary>
    /// <exception cref="InvalidOperationException">It is an amount of another coin.</exception>
    public Amount<TUnit> As<TUnit>()
        where TUnit : IUnit =>
        Coin == TUnit.Coin
            ? new Amount<TUnit>(Atomic)
            : throw new InvalidOperationException($"{Coin} is not {TUnit.Coin}");

    /// <summary>Whether this is less than <paramref name="other"/>.</summary>
    /// <exception cref="InvalidOperationException">
    /// The two are amounts of different coins.
    /// </exception>
    public bool IsLessThan(CoinAmount other) =>
        Coin == other.Coin
            ? Atomic < other.Atomic
            : throw new InvalidOperationException($"{Coin} cannot be compared with {other.Coin}");

    /// <summary>The form of <see cref="ParseWire"/>.</summary>
    public string ToWire() => string.Create(CultureInfo.InvariantCulture, $"{Atomic} {Coin}");

    /// <summary>Decimal digits without the coin.</summary>
    public string ToDecimalText() => DecimalText.FromAtomic(Atomic, Coin.Decimals);

    /// <summary>For people and logs: <c>12.5 usdt</c>.</summary>
    public override string ToString() => $"{ToDecimalText()} {Coin.Ticker}";
}
