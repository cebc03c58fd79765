using System.Globalization;
using Pgp.Contracts.Money;

namespace Pgp.Channels;

/// <summary>A word that is to make prices lower.</summary>
/// <param name="Code">3 to 20 of <c>A-Z 0-9</c>.</param>
/// <param name="PercentOff">1 to 100; null where an amount is taken off.</param>
/// <param name="AmountOff">Dollars; null where a percentage is taken off.</param>
/// <param name="Periods">For how many paid periods of one person; null: for all.</param>
/// <param name="UsesMax">How many people may use it; null: any number.</param>
/// <param name="ExpiresAt">From this moment on it is no longer taken; null: never.</param>
public sealed record CouponDraft(
    string Code,
    int? PercentOff,
    Amount<Usd>? AmountOff,
    int? Periods,
    int? UsesMax,
    DateTimeOffset? ExpiresAt
)
{
    private const int CountMax = 1_000_000;
    private const string AmountMax = "9999.99";
    private const int CentDecimals = 2;

    /// <summary>
    /// Reads <c>SPRING 20% first 3 uses 100 until 2026-12-31</c>: the word, a percentage or
    /// dollars, and in any order what limits it. The last day counts to its end, UTC.
    /// </summary>
    /// <returns>Null if it is not written so, or would never be of use.</returns>
    public static CouponDraft? Read(string text, DateTimeOffset now)
    {
        var words = text.ToUpperInvariant()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words.Length % 2 != 0 || !IsCode(words[0]))
        {
            return null;
        }

        var (percent, amount) = ReadOff(words[1]);
        if (percent is null && amount is null)
        {
            return null;
        }

        var draft = new CouponDraft(words[0], percent, amount, null, null, null);
        for (var i = 2; i < words.Length; i += 2)
        {
            if (draft.With(words[i], words[i + 1], now) is not { } next)
            {
                return null;
            }

            draft = next;
        }

        return draft;
    }

    /// <summary>What is wrong with one that was put together field by field.</summary>
    public IReadOnlyList<FieldError> Errors(DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        if (!IsCode(Code))
        {
            errors.Add(new FieldError("code", "characters", "3 to 20 letters A-Z and digits."));
        }

        if (PercentOff is null == AmountOff is null)
        {
            errors.Add(
                new FieldError("percent_off", "one_of_two", "Give a percentage or an amount.")
            );
        }

        if (PercentOff is < 1 or > 100)
        {
            errors.Add(new FieldError("percent_off", "out_of_range", "1 to 100."));
        }

        if (AmountOff is { } amount && !IsOff(amount))
        {
            errors.Add(
                new FieldError("amount_off_usd", "not_an_amount", $"0.01 to {AmountMax}, in cents.")
            );
        }

        if (Periods is < 1 or > CountMax)
        {
            errors.Add(new FieldError("periods", "out_of_range", $"1 to {CountMax}, or null."));
        }

        if (UsesMax is < 1 or > CountMax)
        {
            errors.Add(new FieldError("uses_max", "out_of_range", $"1 to {CountMax}, or null."));
        }

        if (ExpiresAt <= now)
        {
            errors.Add(new FieldError("expires_at", "in_the_past", "This moment is over."));
        }

        return errors;
    }

    /// <summary>A coupon's word, as owners choose it and people type it.</summary>
    public static bool IsCode(string text) =>
        text.Length is >= 3 and <= 20
        && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    private static (int? Percent, Amount<Usd>? Amount) ReadOff(string text)
    {
        if (text.EndsWith('%'))
        {
            return (Number(text[..^1], 100), null);
        }

        var isDollars =
            text.All(c => char.IsAsciiDigit(c) || c == '.')
            && DecimalText.TryToAtomic(text, CentDecimals, out _)
            && Amount<Usd>.TryParse(text, out var amount)
            && IsOff(amount);
        return (null, isDollars ? Amount<Usd>.Parse(text) : null);
    }

    private static bool IsOff(Amount<Usd> amount) =>
        amount > Amount<Usd>.Zero
        && amount <= Amount<Usd>.Parse(AmountMax)
        && DecimalText.TryToAtomic(amount.ToDecimalText(), CentDecimals, out _);

    private CouponDraft? With(string word, string value, DateTimeOffset now) =>
        word switch
        {
            "FIRST" when Periods is null && Number(value, CountMax) is { } periods => this with
            {
                Periods = periods,
            },
            "USES" when UsesMax is null && Number(value, CountMax) is { } uses => this with
            {
                UsesMax = uses,
            },
            "UNTIL" when ExpiresAt is null && DayAfter(value) is { } end && end > now => this with
            {
                ExpiresAt = end,
            },
            _ => null,
        };

    private static DateTimeOffset? DayAfter(string text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
        && day < DateOnly.MaxValue
            ? new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero)
            : null;

    private static int? Number(string text, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1
        && number <= max
            ? number
            : null;
}
