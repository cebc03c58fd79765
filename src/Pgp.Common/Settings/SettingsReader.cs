using System.Globalization;
using Pgp.Contracts.Money;

namespace Pgp.Common.Settings;

/// <summary>
/// Reads settings by the seed's names into typed options. Findings are collected, so that a start
/// fails once with the whole list instead of once per name. Values are trimmed: a trailing newline
/// in a secret once stopped every payment (spec 10, P16).
/// </summary>
public sealed class SettingsReader(IReadOnlyDictionary<string, string> values)
{
    private readonly List<string> findings = [];

    /// <summary>A value that must be there.</summary>
    public string Required(string name)
    {
        var value = Find(name);
        if (value is null)
        {
            findings.Add($"{name} is missing");
        }

        return value ?? "";
    }

    /// <summary>A value that may be absent.</summary>
    public string? Optional(string name) => Find(name);

    /// <summary>A secret that must be there.</summary>
    public Secret Secret(string name) => new(Required(name));

    /// <summary>An absolute http or https address that must be there.</summary>
    public Uri Url(string name)
    {
        var text = Required(name);
        if (text.Length == 0)
        {
            return new Uri("http://missing.invalid/");
        }

        if (
            Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        )
        {
            return url;
        }

        findings.Add($"{name} is not an absolute http(s) address");
        return new Uri("http://missing.invalid/");
    }

    /// <summary>
    /// As <see cref="Url"/>, with a default for addresses that every installation shares.
    /// </summary>
    public Uri UrlOr(string name, string standard) =>
        Find(name) is null ? new Uri(standard) : Url(name);

    /// <summary>A share that must be there, written in percent.</summary>
    public BasisPoints Percent(string name)
    {
        var text = Required(name);
        if (text.Length > 0 && BasisPoints.TryParsePercent(text, out var share))
        {
            return share;
        }

        if (text.Length > 0)
        {
            findings.Add($"{name} is not a percentage from 0 to 100 with at most two decimals");
        }

        return default;
    }

    /// <summary>A fraction of one such as <c>0.50</c>; absent means the standard value.</summary>
    public BasisPoints Fraction(string name, BasisPoints standard)
    {
        var text = Find(name);
        if (text is null)
        {
            return standard;
        }

        if (
            DecimalText.TryToAtomic(text, decimals: 4, out var points)
            && points.Sign >= 0
            && points <= BasisPoints.PerWhole
        )
        {
            return new BasisPoints((int)points);
        }

        findings.Add($"{name} is not a fraction from 0 to 1 with at most four decimals");
        return standard;
    }

    /// <summary>An amount of dollars above zero; absent means the standard value.</summary>
    public Amount<Usd> Dollars(string name, Amount<Usd> standard)
    {
        var text = Find(name);
        if (text is null)
        {
            return standard;
        }

        if (Amount<Usd>.TryParse(text, out var amount) && amount > Amount<Usd>.Zero)
        {
            return amount;
        }

        findings.Add($"{name} is not an amount of dollars above zero");
        return standard;
    }

    /// <summary>A whole number within limits; absent means the standard value.</summary>
    public int Number(string name, int standard, int min, int max)
    {
        var text = Find(name);
        if (text is null)
        {
            return standard;
        }

        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min
            && number <= max
        )
        {
            return number;
        }

        findings.Add($"{name} is not a whole number from {min} to {max}");
        return standard;
    }

    /// <summary>A time span in milliseconds; absent means the standard value.</summary>
    public TimeSpan Milliseconds(string name, TimeSpan standard) =>
        TimeSpan.FromMilliseconds(
            Number(name, (int)standard.TotalMilliseconds, min: 1, max: 86_400_000)
        );

    /// <summary>For a rule that needs more than one setting.</summary>
    public void Report(string finding) => findings.Add(finding);

    /// <exception cref="SettingsException">
    /// Anything read so far is missing or malformed.
    /// </exception>
    public void ThrowIfIncomplete()
    {
        if (findings.Count > 0)
        {
            throw new SettingsException([.. findings.Distinct(StringComparer.Ordinal)]);
        }
    }

    private string? Find(string name)
    {
        var value = values.GetValueOrDefault(name)?.Trim();
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (value.Any(char.IsControl))
        {
            findings.Add($"{name} contains control characters");
        }

        return value;
    }
}
