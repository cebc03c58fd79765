using System.Globalization;
using System.Numerics;
using Pgp.Contracts.Money;

namespace Pgp.Texts;

/// <summary>
/// Says things in one language. Texts stand in <c>Resources/&lt;room&gt;.&lt;language&gt;.json</c>;
/// <c>{name}</c> in a text is replaced by the value of that name.
/// </summary>
public sealed class Speech
{
    private const string Count = "n";
    private static readonly Dictionary<string, Speech> Known = Language.All.ToDictionary(
        language => language.Code,
        language => new Speech(language),
        StringComparer.Ordinal
    );

    private readonly Language language;
    private readonly IReadOnlyDictionary<string, Phrase> phrases;

    private Speech(Language language)
    {
        this.language = language;
        phrases = Phrases.Read(language);
    }

    public Language Language => language;

    public static Speech In(Language language) => Known[language.Code];

    /// <summary>A text for Telegram's HTML; values are escaped, unless they are markup.</summary>
    /// <param name="values">
    /// What stands in the braces. A value named <c>n</c> is a whole number and chooses the plural.
    /// </param>
    /// <exception cref="KeyNotFoundException">No such text, or a value is missing.</exception>
    public Markup Html(string key, params IReadOnlyList<(string Name, object Value)> values) =>
        new(
            Fill(
                key,
                values,
                value => value is Markup markup ? markup.ToString() : Escape($"{value}")
            )
        );

    /// <summary>A text without markup: buttons and short notes.</summary>
    /// <inheritdoc cref="Html"/>
    public string Plain(string key, params IReadOnlyList<(string Name, object Value)> values) =>
        Fill(key, values, value => $"{value}");

    /// <summary>So many days, in words: "30 days".</summary>
    public string Days(int days) => Plain("days", (Count, days));

    /// <summary>Dollars with two decimals at least, without the currency.</summary>
    public string Dollars(Amount<Usd> amount) =>
        ((decimal)amount.Atomic / (decimal)BigInteger.Pow(10, Coin.Usd.Decimals)).ToString(
            "#,0.00####",
            language.Numbers
        );

    /// <summary>A moment in UTC, readable in any language: "2026-11-25 14:05 UTC".</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The four signs that mean something in Telegram's HTML (spec 70, 3.3).</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);

    private string Fill(
        string key,
        IReadOnlyList<(string Name, object Value)> values,
        Func<object, string> write
    )
    {
        if (!phrases.TryGetValue(key, out var phrase))
        {
            throw new KeyNotFoundException($"no text '{key}' in {language}");
        }

        var count = values.FirstOrDefault(value => value.Name == Count).Value;
        var text = count is null
            ? phrase.Text
            : phrase.Of(language.FormOf(Convert.ToInt64(count, CultureInfo.InvariantCulture)));
        return Phrases.Fill(
            text,
            name =>
            {
                var found = values.FirstOrDefault(value => value.Name == name);
                return found.Name is null
                    ? throw new KeyNotFoundException($"text '{key}' needs a value for '{name}'")
                    : write(found.Value);
            }
        );
    }
}

/// <summary>Text in Telegram's HTML, with everything foreign in it escaped.</summary>
public readonly record struct Markup(string Html)
{
    /// <summary>Foreign text as markup.</summary>
    public static Markup Of(string text) => new(Speech.Escape(text));

    /// <summary>Several parts as paragraphs; those without text are left out.</summary>
    public static Markup Paragraphs(params IReadOnlyList<Markup> parts) =>
        new(
            string.Join(
                "\n\n",
                parts.Select(part => part.ToString()).Where(html => html.Length > 0)
            )
        );

    // The default of a struct has null in it, whatever its type says.
    public override string ToString() => Html ?? "";
}
