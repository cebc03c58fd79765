using System.Globalization;

namespace Pgp.Texts;

/// <summary>
/// A language that people are spoken to in. Plural forms are those of Unicode CLDR 48 for whole
/// numbers: https://www.unicode.org/cldr/charts/48/supplemental/language_plural_rules.html.
/// </summary>
public sealed record Language
{
    private readonly Func<long, string> form;

    private Language(
        string code,
        string name,
        NumberFormatInfo numbers,
        IReadOnlyList<string> forms,
        Func<long, string> form
    )
    {
        Code = code;
        Name = name;
        Numbers = numbers;
        Forms = forms;
        this.form = form;
    }

    public static Language English { get; } =
        new("en", "English", Separators(".", ","), ["one", "other"], n => n == 1 ? "one" : "other");

    public static Language Russian { get; } =
        new("ru", "Русский", Separators(",", "\u00a0"), ["one", "few", "many"], OfRussian);

    public static Language Spanish { get; } =
        new(
            "es",
            "Español",
            Separators(",", "."),
            ["one", "many", "other"],
            n => n == 1 ? "one" : OfMillions(n)
        );

    public static Language Portuguese { get; } =
        new(
            "pt",
            "Português",
            Separators(",", "."),
            ["one", "many", "other"],
            n => n is 0 or 1 ? "one" : OfMillions(n)
        );

    /// <summary>The one that has every text first.</summary>
    public static Language Standard => English;

    public static IReadOnlyList<Language> All { get; } = [English, Russian, Spanish, Portuguese];

    /// <summary>Two letters of ISO 639-1.</summary>
    public string Code { get; }

    /// <summary>As its speakers call it.</summary>
    public string Name { get; }

    /// <summary>Plural forms that a text with a number needs.</summary>
    public IReadOnlyList<string> Forms { get; }

    internal NumberFormatInfo Numbers { get; }

    /// <summary>
    /// The language of an IETF tag as Telegram sends it, for example <c>pt-BR</c>.
    /// </summary>
    /// <returns><see cref="Standard"/> for one that we do not speak.</returns>
    public static Language Of(string? tag)
    {
        var code = tag?.Split('-', '_')[0];
        return All.FirstOrDefault(one =>
                string.Equals(one.Code, code, StringComparison.OrdinalIgnoreCase)
            ) ?? Standard;
    }

    /// <summary>Which plural form goes with this many.</summary>
    public string FormOf(long count) => form(Math.Abs(count));

    public bool Equals(Language? other) => other is not null && Code == other.Code;

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Code;

    private static string OfRussian(long n) =>
        (n % 10, n % 100) switch
        {
            (1, not 11) => "one",
            (>= 2 and <= 4, not (>= 12 and <= 14)) => "few",
            _ => "many",
        };

    private static string OfMillions(long n) => n != 0 && n % 1_000_000 == 0 ? "many" : "other";

    private static NumberFormatInfo Separators(string point, string thousands) =>
        new() { NumberDecimalSeparator = point, NumberGroupSeparator = thousands };
}
