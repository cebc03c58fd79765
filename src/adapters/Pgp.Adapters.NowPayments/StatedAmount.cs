using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Pgp.Adapters.Wire;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.NowPayments;

/// <summary>
/// An amount in the provider's own words: its coin code and its digits. Keeping both means that a
/// coin we do not know is held for review instead of being taken for another one.
/// </summary>
public sealed record StatedAmount
{
    // The finest digits any coin of ours has; amounts of one code can be compared at this scale.
    private const int ScaleDecimals = 18;

    private StatedAmount(string code, string digits, BigInteger scaled)
    {
        Code = code;
        Digits = digits;
        Scaled = scaled;
    }

    /// <summary>Lower-case code such as <c>usdttrc20</c>.</summary>
    public string Code { get; }

    /// <summary>As written on the wire; may carry an exponent.</summary>
    public string Digits { get; }

    /// <summary>The number in units of 10⁻¹⁸ of the coin, finer digits cut off.</summary>
    public BigInteger Scaled { get; }

    /// <summary>The coin, or <see langword="null"/> for a code we do not know.</summary>
    public Coin? Coin => CoinCodes.TryCoin(Code, out var coin) ? coin : null;

    /// <summary>
    /// The exact amount, or <see langword="null"/> for an unknown code. Digits finer than the coin
    /// are cut: they are noise of the provider's binary numbers, and money is never rounded up.
    /// </summary>
    public CoinAmount? ToCoinAmount() =>
        Coin is { } coin
        && DecimalText.TryToAtomicRoundedDown(Digits, coin.Decimals, out var atomic)
            ? new CoinAmount(coin, atomic)
            : null;

    /// <summary>Digits without an exponent.</summary>
    public string ToDecimalText() => DecimalText.FromAtomic(Scaled, ScaleDecimals);

    /// <summary>Whether this is less; works for unknown coins too.</summary>
    /// <exception cref="InvalidOperationException">The two have different codes.</exception>
    public bool IsLessThan(StatedAmount other) =>
        Code == other.Code
            ? Scaled < other.Scaled
            : throw new InvalidOperationException($"{Code} cannot be compared with {other.Code}");

    public static bool TryOf(string? code, string? digits, out StatedAmount? amount)
    {
        amount = null;
        if (
            code is null
            || !DecimalText.TryToAtomicRoundedDown(digits, ScaleDecimals, out var scaled)
            || scaled.Sign < 0
        )
        {
            return false;
        }

        amount = new StatedAmount(code.ToLower(CultureInfo.InvariantCulture), digits!, scaled);
        return true;
    }

    /// <summary>Reads an amount and its code from two members of one object.</summary>
    /// <param name="amount"><see langword="null"/> if either member is missing.</param>
    /// <returns><see langword="false"/> if the amount is there but is no number.</returns>
    internal static bool TryRead(
        JsonElement json,
        string amountName,
        string codeName,
        out StatedAmount? amount
    )
    {
        amount = null;
        if (!WireJson.TryDigits(json, amountName, out var digits))
        {
            return false;
        }

        // A missing code is never replaced by another member's: it would change the asset.
        _ = TryOf(WireJson.Code(json, codeName), digits, out amount);
        return true;
    }

    public override string ToString() => $"{Digits} {Code}";
}
