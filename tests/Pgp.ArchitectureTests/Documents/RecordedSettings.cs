using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Pgp.ArchitectureTests.Documents;

/// <summary>Settings that remember which names were asked for.</summary>
internal sealed class RecordedSettings(IReadOnlyDictionary<string, string> values)
    : IReadOnlyDictionary<string, string>
{
    private readonly SortedSet<string> asked = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Asked => asked;

    public int Count => values.Count;

    public IEnumerable<string> Keys => values.Keys;

    public IEnumerable<string> Values => values.Values;

    public string this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        asked.Add(key);
        return values.TryGetValue(key, out value);
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
