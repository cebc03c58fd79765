using System.Text;
using System.Text.Json;

namespace Pgp.Texts;

/// <summary>One text: the same for any number, or a form for each plural of its language.</summary>
internal sealed record Phrase(IReadOnlyDictionary<string, string> Forms)
{
    private const string Only = "";

    public static Phrase Of(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            ? new Phrase(Single(value.GetString()!))
            : new Phrase(
                value
                    .EnumerateObject()
                    .ToDictionary(
                        form => form.Name,
                        form => form.Value.GetString()!,
                        StringComparer.Ordinal
                    )
            );

    public bool HasPlurals => !Forms.ContainsKey(Only);

    /// <summary>The text where no number chooses.</summary>
    public string Text => Forms[Only];

    /// <summary>The text of a plural form.</summary>
    public string Of(string form) => HasPlurals ? Forms[form] : Text;

    private static Dictionary<string, string> Single(string text) =>
        new(StringComparer.Ordinal) { [Only] = text };
}

/// <summary>Reads the resource files.</summary>
internal static class Phrases
{
    /// <summary>All texts of a language, of every room.</summary>
    /// <exception cref="InvalidDataException">Two files have the same key.</exception>
    public static IReadOnlyDictionary<string, Phrase> Read(Language language)
    {
        var phrases = new Dictionary<string, Phrase>(StringComparer.Ordinal);
        foreach (var (key, phrase) in Files(language).SelectMany(ReadFile))
        {
            if (!phrases.TryAdd(key, phrase))
            {
                throw new InvalidDataException($"text '{key}' is there twice in {language}");
            }
        }

        return phrases;
    }

    /// <summary>Replaces each <c>{name}</c>;</summary>
    public static string Fill(string text, Func<string, string> valueOf)
    {
        var result = new StringBuilder(text.Length * 2);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '{')
            {
                result.Append(text[i]);
                continue;
            }

            var end = text.IndexOf('}', i);
            result.Append(valueOf(text[(i + 1)..end]));
            i = end;
        }

        return result.ToString();
    }

    private static IEnumerable<string> Files(Language language) =>
        typeof(Phrases)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith($".{language.Code}.json", StringComparison.Ordinal));

    private static IEnumerable<(string Key, Phrase Phrase)> ReadFile(string name)
    {
        using var stream = typeof(Phrases).Assembly.GetManifestResourceStream(name)!;
        using var document = JsonDocument.Parse(stream);
        return
        [
            .. document
                .RootElement.EnumerateObject()
                .Select(text => (text.Name, Phrase.Of(text.Value))),
        ];
    }
}
